"""Points: shelving, opening, the door, trips, returns, shelves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.flow.handover import hand_over
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small
from tests.flow.parts import model

DROPPED = 12.5
"""Hour at which the round drops the first village's parcels, on the day they come if that is by 9:00."""


def at_village(point: dict[str, Any], parcels: Any, *, days: int = 3, market: Any = None, **given: Any) -> Outcome:
    plan = small.plan(days=days, point=point, villages=1, **given)
    draws = plans.draws(plan, parcels, market=market)
    outcome = simulate(plan, draws)
    check_laws(plan, draws, outcome)
    return outcome


def test_open_when_it_comes() -> None:
    m = at_village({}, small.parcels([8], dwell_point=[3 * HOUR])).milestones
    assert small.hours([m.dropped[0], m.shelved[0], m.at_point[0], m.in_hand[0]]) == [DROPPED, DROPPED, DROPPED, DROPPED + 3]


def test_closed_point() -> None:
    """Dropped as it closes for lunch, so it can be asked for as it opens; the resident comes when it is open."""
    hours = ((9 * HOUR, int(12.5 * HOUR)), (14 * HOUR, 17 * HOUR), (33 * HOUR, 41 * HOUR))
    m = at_village({"hours": hours}, small.parcels([8, 8], dwell_point=[HOUR, 5 * HOUR])).milestones
    assert small.hours(m.at_point) == [14, 14]
    assert small.hours(m.in_hand) == [15, 33]
    assert at_village({"hours": hours[:1]}, small.parcels([8])).milestones.at_point.tolist() == [NEVER]


def test_keeper_shelves_one_after_another() -> None:
    keeper = plans.stage(10 * MINUTE, *plans.daily(9, 18, 1, 3), name="shelve")
    m = at_village({"shelve": keeper}, small.parcels([8, 8, 8], work=[1000, 2000, 1000])).milestones
    assert ((m.shelved - m.dropped) // MINUTE).tolist() == [10, 30, 40]


def test_to_the_door() -> None:
    """At the next round, however late; at a point without rounds they are fetched like all others."""
    parcels = small.parcels([8, 8], to_door=[True, False], household=[0, 0], dwell_point=[HOUR, 2 * HOUR])
    rounds = {"door_times": (12 * HOUR, int(12.5 * HOUR), 17 * HOUR)}
    m = at_village(rounds, parcels).milestones
    assert small.hours(m.in_hand) == [DROPPED, DROPPED + 2]
    assert m.trip.tolist() == [-1, 0]
    m = at_village({}, parcels).milestones
    assert small.hours(m.in_hand) == [DROPPED + 1] * 2
    assert m.trip.tolist() == [0, 0]


def test_no_round_in_time() -> None:
    m = at_village({"door_times": (40 * HOUR,), "return_after": 20 * HOUR}, small.parcels([8], to_door=[True])).milestones
    assert (m.in_hand[0], m.returned[0] / HOUR) == (NEVER, DROPPED + 20)


def test_a_trip_brings_everything_there() -> None:
    """The household comes when the oldest has waited its patience, and takes along what is there, but not what comes later."""
    parcels = small.parcels([8, 8, 32], household=[5, 5, 5], dwell_point=[20 * HOUR, 10 * HOUR, HOUR])
    outcome = at_village({}, parcels)
    assert small.hours(outcome.milestones.in_hand) == [DROPPED + 20, DROPPED + 20, 24 + DROPPED + 1]
    assert outcome.milestones.trip.tolist() == [0, 0, 1]
    assert outcome.trips.parcels.tolist() == [2, 1]
    assert outcome.trips.household.tolist() == [5, 5]


def test_two_households_two_trips() -> None:
    assert at_village({}, small.parcels([8, 8], household=[0, 1])).trips.parcels.tolist() == [1, 1]


def test_collection_wins_the_tie_with_return() -> None:
    point = {"return_after": 10 * HOUR}
    m = at_village(point, small.parcels([8, 8], dwell_point=[10 * HOUR, 10 * HOUR + 1])).milestones
    assert small.hours([m.in_hand[0], m.returned[1]]) == [DROPPED + 10] * 2
    assert (m.returned[0], m.in_hand[1]) == (NEVER, NEVER)


def test_anothers_trip_saves_a_parcel_from_return() -> None:
    parcels = small.parcels([8, 8], household=[0, 0], dwell_point=[30 * HOUR, 9 * HOUR])
    assert small.hours(at_village({"return_after": 10 * HOUR}, parcels).milestones.in_hand) == [DROPPED + 9] * 2


def test_at_the_township_on_market_day() -> None:
    """Remote points are asked on the household's way to market, if that is before its own delay and after the notice."""
    plan = small.plan(days=3, villages=1)
    outlet = replace(plan.points[0], place=1, remote=True, hours=((9 * HOUR, 18 * HOUR), (33 * HOUR, 42 * HOUR)))
    plan = replace(plan, points=(outlet,), ways=(replace(plan.ways[0], hops=plan.ways[0].hops[:1]),))
    parcels = small.parcels([8, 8, 8], dwell_township=[50 * HOUR, 50 * HOUR, HOUR], dwell_point=[1, 1, 1])
    market = [[9 * HOUR, 35 * HOUR], [16 * HOUR, NEVER], [16 * HOUR, NEVER]]
    m = simulate(plan, plans.draws(plan, parcels, market=market)).milestones
    assert small.hours(m.entered_township) == [10] * 3
    assert small.hours(m.in_hand) == [35, 16, 11]
    assert m.village_run.tolist() == [-1] * 3


def test_the_run_of_a_relay_that_ends_at_a_counter_in_town_is_told() -> None:
    """From the hub to village 0, and back from there to the counter in town: the relay is the run that brought it."""
    plan = small.plan(days=2, villages=1)
    way, relay = plan.ways[0], replace(plan.lines[1], key="relay", leg="relay", base=2, stops=(replace(plan.lines[1].stops[0], place=1),))
    direct = replace(plan.lines[0], stops=(replace(plan.lines[0].stops[0], place=2),))
    hops = (plans.hop(0, 0, 0), plans.hop(1, 1, 0))
    plan = replace(plan, lines=(direct, relay), points=(replace(plan.points[0], place=1),), ways=(replace(way, hops=hops),))
    outcome = simulate(plan, plans.draws(plan, small.parcels([8])))
    assert (outcome.milestones.hub_run.tolist(), outcome.milestones.village_run.tolist()) == ([0], [1])


def shelf(places: int, parcels: Any, **point: Any) -> tuple[ServicePlan, Outcome]:
    plan = small.plan(days=4, point={"shelf": places, **point}, villages=1, runs=[(9, 0), *((24 * d + 12, 1) for d in range(4))])
    draws = plans.draws(plan, parcels)
    outcome = simulate(plan, draws)
    check_laws(plan, draws, outcome)
    return plan, outcome


def test_full_shelf() -> None:
    """Two places: the first two fetched free them for the next two, a return frees one as well."""
    parcels = small.parcels([8] * 5, dwell_point=[2 * HOUR, 3 * DAY, HOUR, HOUR, HOUR])
    _, outcome = shelf(2, parcels, return_after=DAY)
    assert small.hours(outcome.milestones.dropped) == [12.5, 12.5, 36.5, 60.5, 60.5]
    assert outcome.milestones.returned[1] == int((12.5 + 24) * HOUR)
    assert outcome.runs.passed_over[1:].tolist() == [3, 2, 0, 0]
    assert outcome.runs.left_behind[1:].tolist() == [3, 2, 0, 0]


def test_a_place_freed_as_the_round_leaves() -> None:
    """In hand at 12:00 sharp, so the 12:00 round takes the next one; a millisecond later it does not."""
    for late, dropped in ((0, 36.5), (1, 60.5)):
        parcels = small.parcels([8, 8], dwell_point=[int(23.5 * HOUR) + late, HOUR])
        assert small.hours(shelf(1, parcels)[1].milestones.dropped) == [12.5, dropped]


def test_passed_over_only_until_loading_stops() -> None:
    """Village 0's point is full, so its parcels are passed over; the van's two places go to village 1; who is behind was not tried."""
    plan = small.plan(days=2, villages=2, round_={"capacity_parcels": 2})
    plan = replace(plan, points=(replace(plan.points[0], shelf=1), plan.points[1]))
    parcels = small.parcels([8] * 7, village=[0, 0, 0, 1, 1, 0, 1], dwell_point=[3 * DAY] * 7)
    outcome = simulate(plan, plans.draws(plan, parcels))
    assert np.flatnonzero(outcome.milestones.village_run == 1).tolist() == [0, 3]
    assert (outcome.runs.passed_over[1], outcome.runs.left_behind[1]) == (2, 5)


def test_points_are_settled_once_from_what_was_dropped() -> None:
    of = model(small.plan(days=1), [1.0, 2.0], dwell_point=HOUR)
    over, trips = hand_over(of.world.rows, of.counter, of.shelving, of.shelves, np.array([12 * HOUR, NEVER]))
    assert over.at_point.tolist() == [12 * HOUR, NEVER]
    assert over.in_hand.tolist() == [13 * HOUR, NEVER]
    assert (trips.time.tolist(), trips.parcels.tolist(), over.trip.tolist()) == ([13 * HOUR], [1], [0, -1])


def test_what_is_lost_is_never_shelved_and_leaves_its_place_to_the_next() -> None:
    """The shelf of one holds the first parcel's place until it should come off; the second goes with the next day's round."""
    out = at_village({"shelf": 1}, small.parcels([8, 8], lost=[0.99, np.inf], dwell_point=HOUR))
    assert small.hours(out.lost[:1]) == [DROPPED]
    assert out.milestones.shelved[0] == out.milestones.in_hand[0] == NEVER
    assert small.hours(out.milestones.at_point[1:]) == [24 + DROPPED]


def test_what_is_lost_on_the_first_hop_stays_where_it_should_have_come_off() -> None:
    out = at_village({}, small.parcels([8, 8], lost=[0.0, np.inf]))
    assert small.hours(out.lost[:1]) == [10]
    assert (out.milestones.dropped < NEVER).tolist() == [False, True]
    assert out.runs.loaded.tolist()[:2] == [2, 1]
