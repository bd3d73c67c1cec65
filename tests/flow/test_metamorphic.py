"""What must not change, or change only one way, when the inputs do."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from sim.clock import DAY, NEVER
from sim.demand.parcels import Parcels
from sim.flow.draws import PPM
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.crew import Crew
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import busy


def moved(plan: ServicePlan, by: int) -> ServicePlan:
    """The same plan some days later."""

    def later(old: Crew) -> Crew:
        return replace(old, shifts=tuple(replace(s, start=s.start + by, end=s.end + by) for s in old.shifts))

    points = tuple(
        replace(p, hours=tuple((a + by, b + by) for a, b in p.hours), door_times=tuple(t + by for t in p.door_times)) for p in plan.points
    )
    table = replace(plan.timetable, scheduled=plan.timetable.scheduled + by, day=plan.timetable.day + by // DAY)
    return replace(plan, horizon=plan.horizon + by, points=points, timetable=table).manned_by(later)


def test_two_weeks_later_all_is_two_weeks_later() -> None:
    by = 14 * DAY
    plan, load = busy.plan(), busy.parcels()
    late = replace(load, entered_hub=load.entered_hub + by, day=(load.day + 14).astype(np.int16))
    now = simulate(plan, busy.draws(plan, load))
    then = simulate(moved(plan, by), busy.draws(plan, late))
    for field in fields(now.milestones):
        a, b = getattr(now.milestones, field.name), getattr(then.milestones, field.name)
        is_time = a.dtype == np.int64 and field.name not in ("handling", "waiting", "travel")
        assert np.array_equal(np.where(a == NEVER, NEVER, a + by) if is_time else a, b), field.name
    assert np.array_equal(now.shifts.busy, then.shifts.busy)
    assert np.array_equal(now.stops.arrived + by, then.stops.arrived)


def times_to_point(plan: ServicePlan, load: Parcels) -> np.ndarray:
    return simulate(plan, plans.draws(plan, load)).milestones.dropped


@pytest.mark.parametrize("extra", [(24 * 2 + 12.0, 0), (24 * 3 + 18.0, 1), (24 * 4 + 11.5, 0), (24 * 1 + 20.0, 1)])
def test_one_more_run_never_delays_a_parcel(extra: tuple[float, int]) -> None:
    """Under FIFO, with vehicles and shelves enough."""
    load = busy.parcels()
    free = {"shelf": 10**6, "vans": 9}
    before = times_to_point(busy.plan(**free), load)
    after = times_to_point(busy.plan(**free, more_runs=(extra,)), load)
    assert (after <= before).all()
    assert (after < before).any()


def test_one_more_worker_never_delays_a_parcel() -> None:
    load = busy.parcels()
    before, after = (times_to_point(busy.plan(crew=crew, shelf=10**6), load) for crew in (1, 2))
    assert (after <= before).all()
    assert (after < before).any()


def test_twice_the_parcels_capacity_and_speed_wait_as_long() -> None:
    """Every parcel comes as twins, work is halved, capacity doubled: the second twin does what the one parcel did.

    (Where parcels come to a stage one by one the first twin would get a head start, so there is one stage at the hub.)
    """
    load = replace(busy.parcels(), work=np.full(900, 1000, np.int16))
    twins = Parcels(**{f.name: np.repeat(getattr(load, f.name), 2, axis=0) for f in fields(load)})
    twins = replace(twins, household=(twins.household + 1000 * (np.arange(1800) % 2)).astype(np.int32))
    one, two = (busy.plan(scale=scale) for scale in (1, 2))
    one, two = (replace(p, handlings=(replace(p.handlings[0], stages=p.handlings[0].stages[1:]), p.handlings[1])) for p in (one, two))
    single = simulate(one, plans.draws(one, load)).milestones
    double = simulate(two, plans.draws(two, twins)).milestones
    for name in ("left_hub", "entered_township", "left_township", "dropped", "at_point", "in_hand", "returned", "waiting", "travel"):
        assert np.array_equal(getattr(single, name), getattr(double, name)[1::2]), name


def test_slower_roads_are_never_faster() -> None:
    plan, load = busy.plan(shelf=10**6, vans=9), busy.parcels()
    n = len(plan.timetable.line)
    fast, slow = (simulate(plan, plans.draws(plan, load, travel_ppm=[f] * n)).milestones.dropped for f in (PPM, PPM * 11 // 10))
    assert (slow >= fast).all()


def test_same_inputs_same_runs_in_any_order_of_households() -> None:
    """Names of households matter to nobody but themselves."""
    plan, load = busy.plan(), busy.parcels()
    other = replace(load, household=(149 - load.household).astype(np.int32))
    a, b = (simulate(plan, busy.draws(plan, p)) for p in (load, other))
    assert np.array_equal(a.milestones.in_hand, b.milestones.in_hand)
    assert np.array_equal(a.trips.household, 149 - b.trips.household)


def test_the_busy_week_is_busy() -> None:
    """What these tests stand on: everything that can go wrong does."""
    plan, load = busy.plan(), busy.parcels()
    outcome: Outcome = simulate(plan, busy.draws(plan, load))
    runs, m = outcome.runs, outcome.milestones
    left = runs.departed < NEVER
    assert (runs.left_behind > 0).any()
    assert (runs.passed_over > 0).any()
    assert (runs.departed[left] > plan.timetable.scheduled[left]).any()
    assert runs.cancelled.any()
    assert (m.returned < NEVER).any()
    assert (outcome.shifts.overtime > 0).any()
    assert (outcome.shifts.backlog_at_end > 0).any()
    assert (outcome.trips.parcels > 1).any()
