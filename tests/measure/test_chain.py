"""What parcels waited for adds up to their time, both ways, on random plans."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from sim.clock import DAY, HOUR, NEVER
from sim.flow.conservation import Movements
from sim.flow.model import simulate
from sim.measure.chain import MISSED, chain, mean_chain, parcels_of, passed_by
from sim.measure.times import COMPONENTS, components, out_components
from tests import plans
from tests.measure import small
from tests.oracles.scenarios import Scenario, scenarios


def moved_of(scenario: Scenario) -> Movements:
    """A scenario as it went."""
    return Movements(scenario.plan, scenario.draws, simulate(scenario.plan, scenario.draws))


def times(moved: Movements) -> tuple[np.ndarray, np.ndarray]:
    """By parcel, when it set out, and when it was through."""
    draws, outcome = moved.draws, moved.outcome
    began = np.concatenate([draws.parcels.entered_hub, draws.offers.offered])
    return began, np.concatenate([outcome.milestones.in_hand, outcome.sent.left_county])


@settings(max_examples=10, deadline=None)
@given(scenarios)
def test_the_steps_of_every_parcel_follow_each_other_and_add_up(scenario: Scenario) -> None:
    moved = moved_of(scenario)
    began, through = times(moved)
    steps = chain(moved, np.arange(len(began)))
    lost = np.concatenate([moved.outcome.lost, moved.outcome.sent.lost])
    for number, mine in steps.groupby("parcel"):
        begins, ends = mine["begins"].to_numpy(), mine["ends"].to_numpy()
        assert begins[0] == began[number]
        assert (begins[1:] == ends[:-1]).all()
        if through[number] < NEVER:
            assert (ends - begins).sum() == through[number] - began[number]
        if lost[number] < NEVER:
            assert ends[-1] == lost[number]


@settings(max_examples=10, deadline=None)
@given(scenarios)
def test_steps_of_a_part_add_up_to_what_the_tables_say_of_it(scenario: Scenario) -> None:
    moved = moved_of(scenario)
    m, sent, first = moved.outcome.milestones, moved.outcome.sent, len(moved.draws.parcels)
    done, gone = np.flatnonzero(m.in_hand < NEVER), np.flatnonzero(sent.left_county < NEVER)
    for numbers, parts in ((done, components(m, done)), (first + gone, out_components(sent, moved.draws.offers.offered, gone))):
        steps = chain(moved, numbers)
        spent = (steps["ends"] - steps["begins"]).groupby([steps["parcel"], steps["part"]]).sum().unstack(fill_value=0)
        spent = spent.reindex(index=numbers, columns=list(COMPONENTS), fill_value=0)
        for name, part in zip(COMPONENTS, parts, strict=True):
            assert (spent[name].to_numpy() == part).all()


@settings(max_examples=6, deadline=None)
@given(scenarios)
def test_the_mean_of_parcels_is_the_sum_of_what_they_waited_for(scenario: Scenario) -> None:
    moved = moved_of(scenario)
    (began, through), first = times(moved), len(moved.draws.parcels)
    for some in (np.flatnonzero(through[:first] < NEVER), first + np.flatnonzero(through[first:] < NEVER)):
        steps = chain(moved, some)
        if len(steps):
            mean = (through - began)[np.unique(steps["parcel"])].mean() / HOUR
            assert mean_chain(moved, steps)["hours"].sum() == pytest.approx(mean)


def test_a_parcel_that_found_no_room_tells_of_the_bus_that_passed() -> None:
    """Buses at 9 and 15 on two days have room for one; three parcels wait for them, and the second bus is called off."""
    line = plans.line(0, [plans.stop(1, HOUR), plans.stop(2, HOUR)], 2 * HOUR, picks_up=True, capacity_parcels=1)
    haul = plans.line(0, [plans.stop(3, HOUR)], HOUR)
    way = plans.way(plans.hop(0, 0, line.end, board=1), plans.hop(1, 1, 0), point=0)
    places = plans.places(1, [0], beyond=True)
    plan = plans.plan(
        horizon=3 * DAY, places=places, handlings=(plans.handling(2), plans.handling(0)), lines=(line, haul),
        runs=[*((plans.at(clock, day), 0) for day in range(3) for clock in (9, 15)), *((plans.at(20, day), 1) for day in range(3))],
        points=(plans.point(2),), ways=[plans.way(plans.hop(1, 0, 1), point=0), way], served=[[[0]], [[1]]],
    )  # fmt: skip
    offers = plans.offers([plans.at(8), plans.at(8, 0) + 1, plans.at(8, 0) + 2])
    cancelled = np.array([plan.timetable.scheduled[i] == plans.at(15) and plan.timetable.line[i] == 0 for i in range(len(plan.timetable.line))])
    draws = plans.draws(plan, plans.parcels([]), offers=offers, cancelled=cancelled)
    moved = Movements(plan, draws, simulate(plan, draws))
    steps = chain(moved, np.arange(3))
    waits = steps[(steps["part"] == "waiting") & (steps["place"] == 2)]
    assert [passed_by(moved, *row) for row in waits[MISSED].to_numpy().tolist()] == [(0, 0), (1, 1), (2, 1)]


@pytest.mark.parametrize("through", [True, False])
def test_parcels_of_a_village_are_of_the_pool_and_of_measured_days(through: bool) -> None:
    case = small.measured()
    found = parcels_of(case, 0, False)[0 if through else 1]
    assert len(found)
    assert (case.draws.parcels.village[found] == 0).all()
    assert case.in_cohort[found].all()
    assert case.in_pool[found].all()
    assert ((case.outcome.milestones.in_hand[found] < NEVER) == through).all()
