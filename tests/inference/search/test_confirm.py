"""From what a search saw to what can be said: who stands, who stays, which plan is chosen."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.search.confirm import BROKEN, DOMINATED, KEPT, STREAMS, candidates, overall, result, select, stage_seed, verdict
from sim.inference.search.grid import Found
from sim.inference.target import Target
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED

NOISE = np.linspace(-0.01, 0.01, 8)
TARGET = (Target("within_24h", ">=", 0.9),)


def plan(cost: float, time: float, share: float = 0.95, spread: float = 1.0) -> np.ndarray:
    """Eight replications of a plan's cost, time and share."""
    return np.column_stack([cost + spread * NOISE, time + spread * NOISE[::-1], share + 0.01 * NOISE])


@pytest.mark.parametrize(("verdicts", "found"), [((), MET), ((MET, MET), MET), ((MET, NOT_VERIFIED), NOT_VERIFIED), ((NOT_VERIFIED, NOT_MET), NOT_MET)])
def test_one_target_missed_is_all_missed(verdicts: tuple[str, ...], found: str) -> None:
    assert overall(verdicts) == found


def test_more_plans_are_judged_more_carefully() -> None:
    near = plan(1.0, 1.0, 0.90008)
    assert verdict(near, TARGET) == (MET,)
    assert verdict(near, TARGET, plans=10**6) == (NOT_VERIFIED,)


def test_the_front_stands_first_and_no_more_than_asked() -> None:
    seen = {(i,): Found((float(i), float(9 - i)), (0.0,), 1) for i in range(10)} | {(99,): Found((20.0, 20.0), (0.0,), 1)}
    found = candidates(seen, 5)
    assert len(found) == len(set(found)) == 5
    assert (99,) not in found
    assert len(candidates(seen, 50)) == 11


def test_where_nothing_keeps_the_targets_the_least_broken_stand() -> None:
    seen = {(i,): Found((1.0, 1.0), (1.0 + i,), 1) for i in range(5)}
    assert candidates(seen, 2) == [(0,), (1,)]


def test_who_breaks_a_target_or_is_beaten_beyond_doubt_goes() -> None:
    values = {(0,): plan(1.0, 1.0), (1,): plan(5.0, 5.0), (2,): plan(0.1, 0.1, 0.5), (3,): plan(0.5, 9.0)}
    assert select(values, TARGET) == {(0,): KEPT, (1,): DOMINATED, (2,): BROKEN, (3,): KEPT}


def test_if_all_break_a_target_all_are_kept_but_the_beaten() -> None:
    assert select({(0,): plan(1.0, 9.0, 0.5), (1,): plan(9.0, 1.0, 0.5)}, TARGET) == {(0,): KEPT, (1,): KEPT}


def test_the_cheapest_that_keeps_its_targets_is_chosen_and_the_front_is_of_those_not_known_to_miss() -> None:
    found = result({(0,): plan(3.0, 1.0), (1,): plan(2.0, 2.0), (2,): plan(1.0, 0.5, 0.5)}, TARGET)
    assert list(found.values) == [(2,), (1,), (0,)], "cheapest first"
    assert found.chosen == (1,)
    assert set(found.front) == {(0,), (1,)}
    assert found.verdicts[2,] == (NOT_MET,)
    assert found.knee in found.front


def test_where_all_miss_the_one_that_misses_least_is_chosen() -> None:
    found = result({(0,): plan(1.0, 1.0, 0.2), (1,): plan(2.0, 2.0, 0.8)}, TARGET)
    assert found.chosen == (1,)


def test_each_stage_is_on_parcels_of_its_own() -> None:
    assert len({stage_seed(7, stage) for stage in STREAMS}) == 3
    assert stage_seed(7, "search") == 7
    assert 0 <= stage_seed(2**31 - 1, "estimation") < 2**31
