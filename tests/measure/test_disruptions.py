"""Days of closed roads, runs called off, and who waited for them to go by."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.flow.disrupted import Disrupted
from sim.flow.model import simulate
from sim.measure.case import Case
from sim.measure.disruptions import disruption_kpis
from sim.measure.missed import held_up
from sim.parameters import Parameters
from sim.plan.stage import Stage
from tests import plans
from tests.flow import small
from tests.measure.small import county

ON = {"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 3}, "disruption": {"closures": {"village": {"share": 0.1}}}}


def case(given: dict[str, Any], hub: tuple[Stage, ...] = (), **draws: Any) -> Case:
    """Ten days of one van and one round a day; a parcel a village comes on the first two."""
    plan = small.plan(days=10, hub=hub)
    parcels = plans.parcels([6 * HOUR, 6 * HOUR, DAY + 6 * HOUR, DAY + 6 * HOUR], village=[0, 1, 0, 1])
    drawn = plans.draws(plan, parcels, **draws)
    return Case(plan, drawn, simulate(plan, drawn), county(), Parameters.model_validate(given))


def test_nothing_is_told_where_nothing_may_go_wrong() -> None:
    assert all(np.isnan(value) for value in disruption_kpis(case({"horizon": ON["horizon"]})).values())


def test_who_waits_for_a_run_that_was_called_off_is_held_up() -> None:
    off = [False, True, *[False] * 18]  # the first day's round
    of = case(ON, cancelled=off)
    assert held_up(of).tolist() == [True, True, False, False]
    found = disruption_kpis(of)
    assert (found["held_up_share"], found["runs_off_day"], found["roads_closed_days_year"]) == (0.5, pytest.approx(1 / 7), 0.0)


def test_who_is_for_a_stop_left_out_is_held_up() -> None:
    roads = np.array([[0, 0, 0], [1, 0, 0], [0, 0, 4], [0, 0, 8]])
    of = case(ON, disrupted=Disrupted(closed=np.array([[1, 1]]), roads=roads))
    assert held_up(of).tolist() == [False, True, False, False]
    assert disruption_kpis(of)["roads_closed_days_year"] == pytest.approx(2 / len(of.county.townships) * 365 / 7)


def test_who_is_away_is_counted_on_measured_days() -> None:
    """One of a crew of two is away on day 1 and on day 8, which is not measured; the van is out on days 2, 3 and 9."""
    sort = plans.stage(1000, *(plans.shift(plans.at(5, day), plans.at(8, day), 2) for day in range(10)))
    gone = Disrupted(absent=np.array([[0, 1, 1], [0, 8, 1]]), out=np.array([[0, 0, 2], [0, 0, 3], [0, 0, 9]]))
    found = disruption_kpis(case(ON, hub=(sort,), disrupted=gone))
    assert (found["people_away_day"], found["units_out_day"], found["runs_off_day"]) == (pytest.approx(1 / 7), pytest.approx(2 / 7), pytest.approx(2 / 7))


def test_who_never_leaves_is_held_up_too() -> None:
    of = case(ON, cancelled=[n % 2 == 1 for n in range(20)])
    assert held_up(of).tolist() == [True] * 4
    assert not held_up(case(ON)).any()
