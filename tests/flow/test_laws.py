"""The laws hold for what the model makes, and each is broken by a small lie."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import NEVER
from sim.flow.digest import digest
from sim.flow.disrupted import Disrupted
from sim.flow.draws import Draws
from sim.flow.laws import BrokenInvariant, check_laws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from tests.flow import busy

Case = tuple[ServicePlan, Draws, Outcome]


@pytest.fixture(scope="module")
def case() -> Case:
    plan = busy.plan(vans=2)
    draws = busy.draws(plan, busy.parcels())
    return plan, draws, simulate(plan, draws)


def lie(outcome: Outcome, part: str, column: str, change: Callable[[Any], None]) -> Outcome:
    """The outcome with one column changed in place by ``change``."""
    table = getattr(outcome, part)
    values = getattr(table, column).copy()
    change(values)
    return replace(outcome, **{part: replace(table, **{column: values})})


def first(values: np.ndarray) -> int:
    """Index of the first time that is one."""
    return int(np.flatnonzero((values >= 0) & (values < NEVER))[0])


def late(values: np.ndarray) -> None:
    values[first(values)] += 1


def early(values: np.ndarray) -> None:
    values[first(values)] = 1


def beyond(values: np.ndarray) -> None:
    values[first(values)] = 10**12


def negative(values: np.ndarray) -> None:
    values[0] = np.array(-1).astype(values.dtype)


def more(values: np.ndarray) -> None:
    values[np.argmax(values)] += 10**6


def everybody(values: np.ndarray) -> None:
    values[:] = True


def one_vehicle(values: np.ndarray) -> None:
    values[values >= 0] = 0


LIES = [
    ("within the horizon", "milestones", "left_hub", beyond),
    ("entered_hub before left_hub", "milestones", "left_hub", early),
    ("left_hub before entered_township", "milestones", "entered_township", early),
    ("left_hub before left_township", "milestones", "left_township", early),
    ("entered_township before dropped", "milestones", "entered_township", lambda v: v.__setitem__(first(v), 6 * 86_400_000)),
    ("entered_hub before dropped", "milestones", "dropped", early),
    ("dropped before shelved", "milestones", "shelved", early),
    ("shelved before at_point", "milestones", "at_point", early),
    ("at_point before in_hand", "milestones", "in_hand", early),
    ("at_point before returned", "milestones", "returned", early),
    ("oversize parcels stay", "milestones", "oversize", everybody),
    ("handling not negative", "milestones", "handling", negative),
    ("handling + waiting + travel", "milestones", "waiting", late),
    ("parcels loaded within what is free", "runs", "loaded", more),
    ("grams loaded within what is free", "runs", "loaded_grams", lambda v: v.__iadd__(2**41)),
    ("ml loaded within what is free", "runs", "loaded_ml", lambda v: v.__iadd__(2**41)),
    ("cancelled runs do not leave", "runs", "cancelled", everybody),
    ("on the timetable or late within the window of their rule", "runs", "departed", beyond),
    ("who alights at a stop", "stops", "dropped", more),
    ("parcels on board", "rides", "call", lambda v: v.__setitem__((0, int(np.flatnonzero(v[0] >= 0)[0])), -1)),
    ("no hop before the one before it", "rides", "call", lambda v: v.__setitem__(slice(None), v[::-1].copy())),
    ("parcels on runs from the hub", "milestones", "hub_run", lambda v: v.__setitem__(0, (v[0] + 1) % 8)),
    ("parcels leave the hub with their run", "milestones", "left_hub", late),
    ("a vehicle on one run at a time", "runs", "unit", one_vehicle),
    ("parcels of a trip", "trips", "parcels", more),
    ("a trip is of one household at one time", "trips", "household", lambda v: v.__setitem__(0, v[0] + 1)),
    ("waiting and travel as on the rides", "stops", "departed", late),
    ("waiting and travel as on the rides", "rides", "ready", late),
    ("busy time within rostered time", "shifts", "busy", lambda v: v.__iadd__(10**9)),
    ("overtime not negative", "shifts", "overtime", negative),
]


@pytest.mark.parametrize(("law", "part", "column", "change"), LIES, ids=[f"{x[0]} {x[1]}" for x in LIES])
def test_a_lie_breaks_a_law(case: Case, law: str, part: str, column: str, change: Callable[[Any], None]) -> None:
    plan, draws, outcome = case
    with pytest.raises(BrokenInvariant, match=re.escape(law)) as broken:
        check_laws(plan, draws, lie(outcome, part, column, change))
    assert broken.value.count > 0
    assert part == "rides" or digest(lie(outcome, part, column, change)) != digest(outcome)


def test_who_rides_to_a_closed_stop_breaks_a_law(case: Case) -> None:
    plan, draws, outcome = case
    served = int(np.flatnonzero(outcome.stops.dropped)[0])
    shut = np.array([[outcome.stops.run[served], outcome.stops.sequence[served]]], np.int64)
    with pytest.raises(BrokenInvariant, match="nobody off at a closed stop"):
        check_laws(plan, replace(draws, disrupted=Disrupted(closed=shut)), outcome)


def test_all_laws_hold(case: Case) -> None:
    assert len(check_laws(*case)) == 14


def test_a_shelf_that_is_over(case: Case) -> None:
    """The same outcome under a plan whose shelves are smaller."""
    plan, draws, outcome = case
    small_shelf = replace(plan, points=tuple(replace(p, shelf=5) for p in plan.points))
    with pytest.raises(BrokenInvariant, match="shelves never over"):
        check_laws(small_shelf, draws, outcome)


def test_a_driver_off_duty(case: Case) -> None:
    plan, draws, outcome = case
    short = replace(plan, depots=tuple(replace(g, duty_end=10 * 3_600_000) for g in plan.depots))
    with pytest.raises(BrokenInvariant, match="duty window"):
        check_laws(short, draws, outcome)


def test_arrivals_that_nobody_saw(case: Case) -> None:
    plan, draws, outcome = case
    with pytest.raises(BrokenInvariant, match="arrivals at the hub by hour"):
        check_laws(plan, draws, replace(outcome, hub_arrived=outcome.hub_arrived + 1))


def test_parcels_that_vanish_from_the_count_at_a_point(case: Case) -> None:
    """A parcel dropped earlier than its vehicle stopped: its own times fit, the vehicle's do not."""
    plan, draws, outcome = case
    m = outcome.milestones
    i = int(np.flatnonzero(m.dropped < NEVER)[0])
    dropped, travel = m.dropped.copy(), m.travel.copy()
    dropped[i] -= 1000
    travel[i] -= 1000
    with pytest.raises(BrokenInvariant, match="dropped as the last ride ends"):
        check_laws(plan, draws, replace(outcome, milestones=replace(m, dropped=dropped, travel=travel)))


def test_both_delivered_and_returned(case: Case) -> None:
    plan, draws, outcome = case
    with pytest.raises(BrokenInvariant, match="delivered or returned, not both"):
        check_laws(plan, draws, replace(outcome, milestones=replace(outcome.milestones, returned=outcome.milestones.in_hand)))


def test_in_hand_by_nobodys_trip(case: Case) -> None:
    plan, draws, outcome = case
    trip, parcels = outcome.milestones.trip.copy(), outcome.trips.parcels.copy()
    i = int(np.flatnonzero((trip >= 0) & ~draws.parcels.to_door)[0])
    parcels[trip[i]] -= 1
    trip[i] = -1
    told = replace(outcome, milestones=replace(outcome.milestones, trip=trip), trips=replace(outcome.trips, parcels=parcels))
    with pytest.raises(BrokenInvariant, match="in hand by a trip"):
        check_laws(plan, draws, told)
