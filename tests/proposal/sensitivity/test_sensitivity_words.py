"""What a sensitivity study says in words: what drives what, and what must stand beside the answer."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.inference.drivers.indices import EFFECT, INSUFFICIENT, NOISE, NONE, Indices
from sim.inference.drivers.one_at_a_time import OneAtATime
from sim.inference.precision import OPEN, Decision, PrecisionTarget, TargetStanding
from sim.parameters.factor import SCALED
from sim.proposal.sensitivity.sensitivity_words import answer, warnings
from tests.inference.drivers.test_one_at_a_time import KPI
from tests.proposal.driving import drivers, overloaded, undesigned
from tests.proposal.told import about


def judged(*verdict: str) -> Indices:
    """Indices of two keys with their verdicts."""
    return replace(drivers().indices["m", KPI], verdict=verdict)


def test_the_keys_that_drive_a_result_are_named_with_size_and_direction() -> None:
    line, = answer(about(), drivers())
    assert line == (
        "system cost a parcel (m) is driven by: strong (+4.00 yuan/parcel over its range, 95 % interval of the size 4.00 to 4.00)."
    )
    assert "−4.00" in answer(about("zh"), drivers(slope=-4.0))[0]
    assert "of the variance" in answer(about(), drivers("sobol"))[0]


@pytest.mark.parametrize(("verdicts", "part"), [
    ((NONE, NONE), "changes with none of the keys"), ((NOISE, NONE), "no key's effect is told from replication noise"),
    ((NOISE, INSUFFICIENT), "too few complete blocks"), ((EFFECT, NONE), "is driven by"),
])
def test_where_nothing_drives_a_result_it_says_why(verdicts: tuple[str, ...], part: str) -> None:
    assert part in answer(about(), replace(drivers(), indices={("m", KPI): judged(*verdicts)}))[0]


def test_what_is_between_modes_is_told() -> None:
    assert answer(
        about(), replace(drivers(), between={KPI: (0.25, 0.2, 0.3)})
    )[-1].endswith("25% [20%, 30%] of the whole variance is between modes.")


def test_keys_without_effect_are_counted() -> None:
    assert warnings(about(), drivers()) == ["1 of 2 keys change none of these KPIs (ranges.csv)."]
    assert warnings(about(), undesigned()) == warnings(about(), drivers())


def test_points_without_a_result_and_overloaded_ones_are_told() -> None:
    lines = warnings(about(), overloaded())
    assert "No result one at a time (points.csv says why): strong 0." in lines
    assert any(line.startswith("1 of 13 points are overloaded") for line in lines)


def test_a_mode_without_a_result_says_why() -> None:
    base = replace(drivers().turned.base, state=("failed",), message=("broke",))
    assert warnings(
        about("zh"), replace(drivers(), turned=replace(drivers().turned, base=base))
    )[0] == "m的现方案没有结果：broke"


def test_precision_that_was_not_reached_is_told() -> None:
    missed = TargetStanding(PrecisionTarget(KPI, "m"), 4, 5.0, 1.0, 0.1, OPEN)
    lines = warnings(about(), replace(drivers(), precision={"m": Decision(4, True, False, (missed,))}))
    assert lines[0] == "Precision not reached with 4 replications: m: system cost a parcel."


def test_keys_that_were_only_turned_alone_are_counted() -> None:
    lines = warnings(about(), replace(drivers(), factors=drivers().factors[1:]))
    assert any(line.startswith("1 more keys were turned only one at a time") for line in lines)


def test_ranges_that_moved_with_the_config_are_told() -> None:
    assert any(line.endswith("sets: strong [0, 2].") for line in warnings(about(), replace(drivers(), turned=moved())))


def moved() -> OneAtATime:
    """The study's keys, of which the first has a range moved by the config."""
    one = drivers().turned
    return replace(one, factors=(replace(one.factors[0], origin=SCALED), one.factors[1]))


def test_dropped_trajectories_are_counted() -> None:
    lost = replace(drivers().indices["m", KPI], blocks=2)
    lines = warnings(about(), replace(drivers(), indices={("m", KPI): lost}))
    assert any("1 trajectories dropped" in line for line in lines)


def test_too_few_samples_are_told() -> None:
    wide = replace(drivers("sobol").indices["m", KPI], low={"ST": np.zeros(2)}, high={"ST": np.ones(2)})
    lines = warnings(about(), replace(drivers("sobol"), indices={("m", KPI): wide}))
    assert any("raise sensitivity.samples (now 4)" in line for line in lines)
