"""Whether a scenario's queues grew: beyond doubt in most replications."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from sim.inference.grew import KPI, grew, with_growth
from sim.measure.growth import spots
from sim.measure.registry import keys
from tests.measure.nothing import nothing
from tests.proposal import made


@pytest.mark.parametrize(("shares", "told"), [([], False), ([math.nan], False), ([0, 0, 0.5], False), ([0, 0.1, 0.5], True), ([math.nan, 0.2], True), ([0, 0.1], True), ([0, 0], False)])
def test_most_replications_must_show_it(shares: list[float], told: bool) -> None:
    assert grew(np.array(shares, float)) is told


def test_it_is_told_from_a_kpi_that_there_is() -> None:
    assert KPI in keys()


def test_what_grew_in_every_replication_is_a_load_of_the_scenario() -> None:
    prepared = made.prepared()
    runs = np.zeros((3, len(spots(prepared.scenarios[0].plan))))
    runs[0], runs[1, -1], runs[2, -1] = 100.0, 10.0, 50.0
    grown = [replace(nothing("joint", n), growth=runs) for n in range(3)]
    joint, other = with_growth(prepared, {"joint": grown, "other": [nothing("other", 0)]}).scenarios
    assert [(x.kind, x.state) for x in joint.overloads] == [("backlog", "overloaded")]
    assert other is prepared.scenarios[1]
