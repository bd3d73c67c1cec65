"""Which roads are closed when, and what that leaves of runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.demand.offers import NO_OFFERS
from sim.flow.closures import left_out, roads_closed
from sim.flow.disrupted import ROADS
from sim.flow.draws import draw
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small

DAYS = 20
VILLAGE, TRUNK = range(len(ROADS))


def parameters(**closures: Any) -> Parameters:
    days = {"warmup_days": 3, "measured_days": 14, "drain_days": 3, "start_date": "2026-11-30"}
    return Parameters.model_validate({"horizon": days, "disruption": {"closures": closures}})


def network(townships: int = 2) -> ServicePlan:
    """A trunk over all townships, rounds from the first, and a direct line to a village of the second, once a day each."""
    places = plans.places(townships, [0, 0, 1])
    town, village = 1, 1 + townships
    lines = (
        plans.line(0, [plans.stop(town, 0), plans.stop(town + 1, 0)], 0, depot=0, key="trunk"),
        plans.line(town, [plans.stop(village, 0), plans.stop(village + 1, 0)], 0, depot=0, key="round"),
        plans.line(0, [plans.stop(town, 0), plans.stop(village + 2, 0)], 0, depot=0, key="direct"),
    )
    runs = [(plans.at(9, day), line) for day in range(DAYS) for line in range(3)]
    base = small.plan(days=DAYS)
    return replace(base, places=places, lines=lines, timetable=plans.timetable(runs))


def closed(**closures: Any) -> np.ndarray:
    return roads_closed(network(), parameters(**closures), plans.streams(1))


def test_nothing_is_closed_by_default() -> None:
    assert not roads_closed(network(), Parameters(), plans.streams(1)).any()


def test_dated_for_certain_in_the_townships_named() -> None:
    found = closed(snow={"dates": ["2026-12-03", "2026-12-04"], "townships": ["t1"]})
    assert np.argwhere(found).tolist() == [[VILLAGE, 1, 3], [VILLAGE, 1, 4]]


def test_drawn_by_township_and_day_within_the_season() -> None:
    found = closed(ice={"share": 0.5, "first": "12-05", "last": "12-14", "road": "trunk"})
    assert not found[VILLAGE].any()
    assert not found[TRUNK][:, [*range(5), *range(15, DAYS)]].any()
    assert 2 < found[TRUNK].sum() < 18
    assert (found[TRUNK][0] != found[TRUNK][1]).any()
    over_new_year = closed(ice={"share": 1.0, "first": "12-05", "last": "02-01"})
    assert np.flatnonzero(over_new_year[VILLAGE, 0]).tolist() == list(range(5, DAYS))


def test_the_same_in_every_plan_and_in_no_two_replications() -> None:
    p = parameters(ice={"share": 0.5})
    first, other = (roads_closed(network(n), p, plans.streams(1)) for n in (2, 3))
    assert (first == other[:, :2]).all()
    assert (first != roads_closed(network(), p, plans.streams(2))).any()


@pytest.mark.parametrize(
    ("roads", "off", "left"),
    [
        ([(VILLAGE, 0)], [1], []),  # the round has no village to go to; others pass the township itself
        ([(VILLAGE, 1)], [], [(2, 1)]),
        ([(TRUNK, 0)], [], [(0, 0), (2, 0)]),
        ([(TRUNK, 1)], [], [(0, 1), (2, 1)]),
        ([(TRUNK, 0), (TRUNK, 1)], [0, 2], []),
        ([(VILLAGE, 1), (TRUNK, 0)], [2], [(0, 0)]),
    ],
)
def test_runs_without_a_stop_do_not_leave_and_others_leave_stops_out(roads: list[tuple[int, int]], off: list[int], left: list[tuple[int, int]]) -> None:
    plan, day = network(), 4
    shut = np.zeros((len(ROADS), 2, DAYS), np.bool_)
    for road, township in roads:
        shut[road, township, day] = True
    stopped, rows = left_out(plan, shut)
    assert plan.timetable.line[stopped].tolist() == off
    assert (plan.timetable.day[stopped] == day).all()
    assert sorted((int(plan.timetable.line[run]), stop) for run, stop in rows.tolist()) == left


def test_draws_tell_of_all() -> None:
    plan = network()
    p, load = parameters(snow={"dates": ["2026-12-03"], "townships": ["Township 0", "t0"]}), small.parcels([])
    drawn = draw(plan, load, plans.draws(plan, load).market, NO_OFFERS, p, seed=7, replication=0)
    assert np.flatnonzero(drawn.cancelled).tolist() == [3 * 3 + 1]
    assert drawn.disrupted.roads.tolist() == [[VILLAGE, 0, 3]]


def test_the_streets_of_the_county_town_stay_open() -> None:
    plan = network()
    shut = roads_closed(plan, parameters(all={"road": "trunk", "share": 1.0}), plans.streams(1))
    urban = replace(plan, lines=tuple(replace(line, leg="urban") if line.key == "trunk" else line for line in plan.lines))
    assert left_out(plan, shut)[0][::3].all()
    assert not left_out(urban, shut)[0][::3].any()
