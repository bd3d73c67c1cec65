"""What a mix is to hold, judged as the target check of a plan judges it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.inference.by_mode import by_mode
from sim.inference.mix.mix_target import MixTarget
from sim.inference.target import Target
from sim.measure.measure import Measures
from tests.proposal import made


def rows(*reached: list[float]) -> list[Measures]:
    """Replications in which villages are reached or not."""
    one = by_mode(made.measures())["joint"][0]
    return [replace(one, villages={**one.villages, "reach": np.array(of)}) for of in reached]


def test_of_villages_every_replication_has_to_have_as_many() -> None:
    half = MixTarget(Target("reach", ">=", 0.5), (0, 1, 2, 3))
    assert half.miss(rows([1, 1, 0, 0], [1, 1, 1, 0])) == 0
    assert half.miss(rows([1, 1, 1, 1], [1, 0, 0, 0])) == pytest.approx(0.25)
    assert half.spread(rows([1, 1, 1, 1], [1, 0, 0, 0])) == pytest.approx(0.375)
    assert MixTarget(Target("reach", ">=", 1.0), (0, 1)).miss(rows([1, 1, 0, 0])) == 0


def test_parts_of_villages_add_up_to_what_is_counted() -> None:
    of, found = MixTarget(Target("reach", ">=", 0.5), (1, 2)), rows([1, 1, 0, 0], [1, 1, 1, 0])
    assert (of.weights(np.ones(4)) * of.figures(found)).sum() == pytest.approx(of.values(found).mean())


def test_of_a_kpi_its_interval_has_to_keep_the_bound() -> None:
    found = by_mode(made.measures())["joint"]
    mean = float(np.mean([of.county["within_24h"] for of in found]))
    assert MixTarget(Target("within_24h", ">=", 0.0)).miss(found) == 0
    assert MixTarget(Target("within_24h", ">=", 1.0)).miss(found) > 0
    sure = MixTarget(Target("within_24h", ">=", mean - 1e-6)).miss(found) == 0
    assert sure == (Target("within_24h", ">=", mean - 1e-6).verdict(np.array([of.county["within_24h"] for of in found])) == "met")


def test_what_nobody_can_tell_is_not_missed() -> None:
    found = [replace(of, county={**of.county, "within_24h": float("nan")}) for of in by_mode(made.measures())["joint"]]
    of = MixTarget(Target("within_24h", ">=", 0.9))
    assert (of.miss(found), of.spread(found)) == (0.0, 0.0)
