"""Who leaves when: vehicles that come back, drivers on duty, cancellations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.clock import HOUR, MINUTE, NEVER
from sim.flow.dispatch import Dispatcher
from sim.flow.draws import PPM
from sim.flow.model import Model, simulate
from sim.flow.outcome import Outcome
from tests import plans
from tests.flow import small


def run(
    runs: list[tuple[float, int]], *, vans: int = 1, days: int = 1, duty: tuple[float, float] = (0, 24),
    van: dict[str, object] | None = None, **luck: object,
) -> Outcome:  # fmt: skip
    """The township van's hub depot on a timetable, with one parcel ready at 8:30."""
    plan = small.plan(days=days, runs=runs, van=van, vans=vans)
    depots = (replace(plan.depots[0], duty_start=int(duty[0] * HOUR), duty_end=int(duty[1] * HOUR)), plan.depots[1])
    plan = replace(plan, depots=depots)
    return simulate(plan, plans.draws(plan, small.parcels([8.5]), **luck))


def departed(outcome: Outcome) -> list[float | None]:
    return [None if t == NEVER else t / HOUR for t in outcome.runs.departed.tolist()]


def test_late_until_the_van_is_back() -> None:
    """The only van is back at 11:00, so the 10:00 leaves an hour late: exactly the delay allowed."""
    outcome = run([(9, 0), (10, 0)])
    assert departed(outcome) == [9, 11]
    assert outcome.runs.unit.tolist() == [0, 0]
    assert small.hours(outcome.runs.returned) == [11, 13]


def test_cancelled_after_max_delay() -> None:
    """A minute less of patience, or a minute of turnaround, and it is cancelled; its parcels ride on the next run."""
    for van in ({"max_delay": 59 * MINUTE}, {"turnaround": MINUTE}):
        outcome = run([(8, 0), (9, 0), (12, 0)], van=van)
        assert departed(outcome) == [8, None, 12]
        assert outcome.runs.cancelled.tolist() == [False, True, False]
        assert outcome.milestones.left_hub.tolist() == [12 * HOUR]
        assert outcome.runs.left_behind.tolist() == [0, 0, 0]


def test_lowest_free_van() -> None:
    outcome = run([(9, 0), (9.5, 0), (11, 0), (11.25, 0)], vans=3)
    assert outcome.runs.unit.tolist() == [0, 1, 0, 2]


def test_waiting_runs_in_order() -> None:
    """Two runs wait for the same van: the one scheduled first gets it, the other is given up."""
    outcome = run([(9, 0), (10, 0), (10.5, 0)], van={"max_delay": 2 * HOUR})
    assert departed(outcome) == [9, 11, None]


def test_duty_window() -> None:
    """A run must end before duty does; it may wait for duty to begin."""
    outcome = run([(7, 0), (18, 0)], duty=(8, 20))
    assert departed(outcome) == [8, None]
    assert departed(run([(18, 0)], duty=(8, 20 + 1 / HOUR))) == [18]
    assert departed(run([(6.5, 0)], duty=(8, 20))) == [None]


def test_duty_of_the_next_day() -> None:
    outcome = run([(19, 0)], duty=(8, 20), days=2, van={"max_delay": 14 * HOUR})
    assert departed(outcome) == [32]


def test_at_the_horizons_end() -> None:
    """A run that could still have left is neither cancelled nor gone; one that could not is cancelled."""
    outcome = run([(22, 0), (22.5, 0), (23, 0)], van={"max_delay": HOUR}, duty=(0, 30))
    assert departed(outcome) == [22, None, None]
    assert outcome.runs.cancelled.tolist() == [False, True, False]
    assert outcome.runs.returned.tolist() == [NEVER] * 3


def test_drawn_cancellation_leaves_the_van_free() -> None:
    outcome = run([(9, 0), (10, 0)], cancelled=[True, False])
    assert departed(outcome) == [None, 10]
    assert outcome.runs.cancelled.tolist() == [True, False]
    assert len(outcome.stops.run) == 1


def test_hosts_need_no_vehicle() -> None:
    outcome = run([(9, 0), (9.5, 0)], van={"depot": -1})
    assert departed(outcome) == [9, 9.5]
    assert outcome.runs.unit.tolist() == [-1, -1]


def test_tour_by_hand() -> None:
    """Slow roads stretch driving, not service, which depends on what comes off."""
    plan = small.plan(days=1, runs=[(9, 0), (12, 1)])
    stops = tuple(replace(s, service=6 * MINUTE, service_parcel=MINUTE) for s in plan.lines[1].stops)
    plan = replace(plan, lines=(plan.lines[0], replace(plan.lines[1], stops=stops)))
    parcels = small.parcels([8] * 3, village=[0, 0, 1])
    outcome = simulate(plan, plans.draws(plan, parcels, travel_ppm=[PPM, PPM * 3 // 2]))
    first = 12 * HOUR + 45 * MINUTE
    assert outcome.stops.arrived.tolist()[1:] == [first, first + (8 + 45) * MINUTE]
    assert outcome.stops.departed.tolist()[1:] == [first + 8 * MINUTE, first + (8 + 45 + 7) * MINUTE]
    assert outcome.milestones.dropped.tolist() == [first + 8 * MINUTE] * 2 + [first + 60 * MINUTE]
    assert outcome.runs.returned[1] == first + (60 + 45) * MINUTE
    assert np.array_equal(outcome.milestones.travel, [HOUR + 53 * MINUTE] * 2 + [HOUR + 105 * MINUTE])
    assert small.hours(outcome.milestones.waiting) == [3, 3, 3]


def test_events_count_vehicles_not_parcels() -> None:
    """The same vehicles with a thousand times the parcels are the same events."""
    plan = small.plan()
    few, many = (simulate(plan, plans.draws(plan, small.parcels([8.0] * n))) for n in (1, 1000))
    assert few.events == many.events <= 4 * len(plan.timetable.line) + 8


def test_the_timetable_wakes_once_an_instant() -> None:
    """Three runs at two instants are two waits of the process."""
    model = Model(plan := small.plan(days=1, runs=[(9, 0), (9, 1), (12, 0)]), plans.draws(plan, small.parcels([8.5])))
    assert isinstance(model.dispatcher, Dispatcher)
    waits = 0
    for event in model.dispatcher.timetable():
        waits += 1
        model.clock.run(until=event)
    assert waits == 2
    assert model.clock.now == 12 * HOUR
