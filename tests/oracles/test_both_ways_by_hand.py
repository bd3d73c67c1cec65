"""A few parcels that go out and a line that leaves by a threshold: every number below was worked out on paper, for engine and reference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.demand.offers import Direction
from sim.flow.draws import Draws
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.departure import Threshold
from sim.plan.plan import ServicePlan
from tests import plans
from tests.oracles.reference import reference
from tests.plans import HUB, TOWNSHIP, at, depot, handling, hop, line, opening, point, stage, stop, way

Model = Callable[[ServicePlan, Draws], Outcome]

models = pytest.mark.parametrize("model", [simulate, reference], ids=["engine", "reference"])

NEAR, FAR, BEYOND = 2, 3, 4


def county(*, round_of: dict[str, Any] | None = None, rule: Any = None, slots: int = 1) -> ServicePlan:
    """A round from the township by a near and a far village and back (20 min each, 5 min a stop, 1 min a parcel that boards), a truck by the
    township and back to the hub, and a line-haul beyond the county. Shops open at 08:00; a keeper takes 10 min to accept a parcel."""
    keeper = stage(10 * MINUTE, *plans.daily(8, 20, 1, 2), name="accept")
    handlings = (handling(HUB), handling(TOWNSHIP), handling(NEAR, keeper), handling(FAR, keeper), handling(TOWNSHIP, key="back"), handling(HUB, key="out"))
    truck = line(HUB, [stop(TOWNSHIP, 30 * MINUTE)], 30 * MINUTE, picks_up=True)
    van = line(
        TOWNSHIP, [stop(NEAR, 20 * MINUTE, service=5 * MINUTE), stop(FAR, 20 * MINUTE, service=5 * MINUTE)], 20 * MINUTE, depot=0, picks_up=True,
        boarding=MINUTE, **round_of or {},
    )  # fmt: skip
    van = replace(van, departure=rule) if rule else van
    haul = line(HUB, [stop(BEYOND, HOUR)], HOUR)
    starts = [rule.start] * slots if rule else [at("09:00")]
    ways = [
        *(way(hop(0, 0, 0), hop(1, 1, k), point=k, priority=1) for k in (0, 1)),
        *(way(hop(2 + k, 1, 2, board=k), hop(4, 0, 1, board=0), hop(5, 2, 0), point=k, priority=1) for k in (0, 1)),
        *(way(hop(2 + k, 1, 2, board=k), hop(4, 0, 1, board=0), hop(5, 2, 0), point=k) for k in (0, 1)),
    ]
    return plans.plan(
        ways=ways, served=[[[0, 1]], [[2, 3]], [[4, 5]]], horizon=2 * DAY, places=plans.places(villages=(0, 0), beyond=True), handlings=handlings,
        lines=(truck, van, haul), depots=(depot(TOWNSHIP),), points=tuple(point(p, hours=opening(8, 20, 2)) for p in (NEAR, FAR)),
        runs=[(at("06:00"), 0), *((t, 1) for t in starts), (at("12:00"), 0), (at("18:00"), 2)],
    )  # fmt: skip


def offered(*times: str, **columns: Any) -> Any:
    return plans.offers([at(t) for t in times], **columns)


@models
def test_out_of_the_village_and_out_of_the_county(model: Model) -> None:
    """Offered 07:00 and 07:30 near, 09:00 far. The shop opens 08:00: accepted 08:10, 08:20; far 09:10.

    The van leaves 09:00, is near 09:20, done 09:25; two board, 1 min each: leaves 09:27. Far 09:47, done 09:52, one boards: 09:53. Back 10:13.
    The truck of 12:00 comes by the township at 12:30, takes all three without delay, is back at the hub 13:00. Line-haul 18:00.
    """
    plan = county()
    draws = plans.draws(plan, plans.parcels([]), offers=offered("07:00", "07:30", "09:00", village=[0, 0, 1]))
    outcome = model(plan, draws)
    sent = outcome.sent
    assert sent.opened.tolist() == [at("08:00"), at("08:00"), at("09:00")]
    assert sent.accepted.tolist() == [at("08:10"), at("08:20"), at("09:10")]
    assert sent.left_village.tolist() == [at("09:27"), at("09:27"), at("09:53")]
    assert sent.entered_township.tolist() == [at("10:13")] * 3
    assert sent.left_township.tolist() == [at("12:30")] * 3
    assert sent.entered_hub.tolist() == [at("13:00")] * 3
    assert sent.left_county.tolist() == [at("18:00")] * 3
    picks, van = outcome.pick_ups, outcome.pick_ups.run == 1
    assert picks.time[van].tolist() == [at("09:25"), at("09:52")]
    assert picks.picked_up[van].tolist() == [2, 1]
    stops = outcome.stops
    assert stops.departed[stops.run == 1].tolist() == [at("09:27"), at("09:53")]
    assert outcome.runs.returned[1] == at("10:13")
    assert sent.travel.tolist() == [at("10:13") - t + 30 * MINUTE + HOUR for t in (at("09:27"), at("09:27"), at("09:53"))]
    check_laws(plan, draws, outcome)


@models
def test_what_rides_on_takes_up_room_and_fresh_produce_goes_first(model: Model) -> None:
    """A van for two brings one to the far village: near, one place is free, and the fresh one takes it though it was accepted last; the other is
    left behind. Far, the inbound one comes off (5 min, no more) and one of the two ready there boards; the second is left behind."""
    plan = county(round_of={"capacity_parcels": 2})
    offers = offered("07:00", "07:10", "07:20", "07:30", village=[0, 0, 1, 1], direction=[Direction.OUTBOUND, Direction.FRESH] + [Direction.OUTBOUND] * 2)
    draws = plans.draws(plan, plans.parcels([at("05:00")], village=1), offers=offers)
    outcome = model(plan, draws)
    picks = outcome.pick_ups
    assert picks.picked_up[picks.run == 1].tolist() == [1, 1]
    assert picks.left_behind[picks.run == 1].tolist() == [1, 1]
    assert outcome.sent.left_village.tolist() == [NEVER, at("09:26"), at("09:52"), NEVER]
    assert outcome.milestones.dropped.tolist() == [at("09:51")]
    check_laws(plan, draws, outcome)


@models
def test_without_outbound_parcels_a_line_that_picks_up_runs_as_planned(model: Model) -> None:
    plan = county()
    outcome = model(plan, plans.draws(plan, plans.parcels([at("05:00")] * 2, village=[0, 1])))
    assert outcome.milestones.dropped.tolist() == [at("09:25"), at("09:50")]
    assert outcome.runs.returned.tolist() == [at("07:00"), at("10:10"), at("13:00"), at("20:00")]
    assert outcome.pick_ups.picked_up.sum() == 0


BY_THRESHOLD = Threshold(depot=0, parcels=2, wait=3 * HOUR, start=at("07:00"), end=at("11:00"))


@models
@pytest.mark.parametrize(
    ("ready", "left"),
    [
        (["05:00", "05:00"], ["07:00", NEVER]),  # both come at 06:30 and wait for the hours to begin
        (["05:00"], ["09:30", NEVER]),  # one alone, at the township 06:30, has waited three hours
        (["11:59"], [NEVER, NEVER]),  # comes with the truck of noon, after the hours
        (["05:00"] * 5, ["07:00", NEVER]),  # all five go with the first: there is room
        ([], [NEVER, NEVER]),
    ],
)
def test_a_line_leaves_when_enough_is_ready_or_something_has_waited(model: Model, ready: list[str], left: list[Any]) -> None:
    plan = county(rule=BY_THRESHOLD, slots=2)
    outcome = model(plan, plans.draws(plan, plans.parcels([at(t) for t in ready], village=0)))
    slots = plan.timetable.line == 1
    assert outcome.runs.departed[slots].tolist() == [t if t == NEVER else at(t) for t in left]
    assert not outcome.runs.cancelled.any()
    check_laws(plan, plans.draws(plan, plans.parcels([at(t) for t in ready], village=0)), outcome)


@models
def test_a_second_slot_waits_for_the_unit(model: Model) -> None:
    """Room for two: of four that wait at 07:00 two go, back 08:10 (20 + 5 + 20 + 5 + 20 min); the other two go then."""
    plan = county(rule=BY_THRESHOLD, slots=3, round_of={"capacity_parcels": 2})
    outcome = model(plan, plans.draws(plan, plans.parcels([at("05:00")] * 4, village=0)))
    assert outcome.runs.departed[plan.timetable.line == 1].tolist() == [at("07:00"), at("08:10"), NEVER]


@models
def test_a_slot_that_is_called_off_is_cancelled_and_the_next_one_serves(model: Model) -> None:
    plan = county(rule=BY_THRESHOLD, slots=2)
    off = [line == 1 and number == 0 for line, number in zip(plan.timetable.line, plan.timetable.number, strict=True)]
    outcome = model(plan, plans.draws(plan, plans.parcels([at("05:00")] * 2, village=0), cancelled=off))
    slots = plan.timetable.line == 1
    assert outcome.runs.cancelled[slots].tolist() == [True, False]
    assert outcome.runs.departed[slots].tolist() == [NEVER, at("07:00")]


@models
def test_a_keeper_who_shelves_accepts_in_between(model: Model) -> None:
    """Two parcels come off at the near village at 09:25 and take 30 min each to shelve; what is offered at 09:00 is accepted at 09:10 and rides,
    what is offered at 09:30 waits until both are on the shelf."""
    plan = county()
    one = replace(plan.handlings[2].stages[0], name="shelve", work=30 * MINUTE)
    near = replace(plan.points[0], shelve=one)
    plan = replace(plan, points=(near, plan.points[1]))
    inbound = plans.parcels([0, 0], village=[0, 0])
    outcome = model(plan, plans.draws(plan, inbound, offers=offered("09:00", "09:30", village=[0, 0])))
    assert outcome.milestones.shelved.tolist() == [at("09:55"), at("10:25")]
    assert outcome.sent.accepted.tolist() == [at("09:10"), at("10:35")]
    assert outcome.sent.left_village.tolist() == [at("09:26"), NEVER]
