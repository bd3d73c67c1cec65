"""What went wrong, by cause, day and line: runs, stops, parcels that waited and their hours, who was away."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.flow.disrupted import Disrupted
from sim.measure.disrupted_days import COUNTS, disrupted_days
from tests import plans
from tests.measure.test_disruptions import ON, case


def rows(**draws: Any) -> list[tuple[Any, ...]]:
    """The table of the small case, a tuple a row: cause, day, name and the counts."""
    sort = plans.stage(1000, *(plans.shift(plans.at(5, day), plans.at(8, day), 2) for day in range(10)))
    found = disrupted_days(case(ON, hub=(sort,), **draws))
    return list(zip(*(list(found[c]) for c in ("cause", "day", "name", *COUNTS)), strict=True))


def test_no_rows_where_nothing_may_go_wrong() -> None:
    found = disrupted_days(case({"horizon": ON["horizon"]}, cancelled=[n == 1 for n in range(20)]))
    assert all(len(column) == 0 for column in found.values())


def test_two_parcels_wait_a_day_for_the_round_that_was_called_off() -> None:
    ((cause, day, _, *counts),) = rows(cancelled=[False, True, *[False] * 18])
    assert (cause, day, counts) == ("host_off", 0, [1, 0, 0, 2, 48])


def test_one_parcel_waits_a_day_for_the_stop_that_was_left_out() -> None:
    roads = np.array([[0, 0, 0]])
    ((cause, day, _, *counts),) = rows(disrupted=Disrupted(closed=np.array([[1, 1]]), roads=roads))
    assert (cause, day, counts) == ("road", 0, [0, 1, 0, 1, 24])


def test_a_van_out_of_order_is_away_and_its_run_has_none() -> None:
    """The hub's only van is out on the second day: the two parcels of that morning wait a day."""
    away, off = rows(disrupted=Disrupted(out=np.array([[0, 0, 1]])))
    assert (away[0], away[1], away[3:]) == ("vehicle", 1, (0, 0, 1, 0, 0))
    assert (off[0], off[1], off[3:]) == ("vehicle", 1, (1, 0, 0, 2, 48))


def test_keepers_and_crews_are_told_by_place() -> None:
    gone = Disrupted(shut=np.array([[0, 1]]), absent=np.array([[0, 1, 2]]))
    found = rows(disrupted=gone)
    assert [(row[0], row[1], row[5]) for row in found] == [("keeper", 1, 1), ("crew", 1, 2)]
