"""What must not change, or only in one direction, when a scenario is changed in a way that one can think through."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.demand.parcels import MarketTrips
from sim.flow.draws import Draws
from sim.flow.laws import OUT
from sim.flow.model import simulate
from sim.plan.crew import Crew
from sim.plan.line import Timetable
from sim.plan.plan import ServicePlan
from tests.oracles.compare import differences
from tests.oracles.scenarios import seeded
from tests.oracles.tiny import chain, draws
from tests.plans import HUB, TOWNSHIP, VILLAGE, line, point, shift, stage, stop

TIMES = ("left_hub", "entered_township", "left_township", "dropped", "shelved", "at_point", "in_hand", "returned")


def later(times: np.ndarray, by: int) -> np.ndarray:
    """Times moved on; NEVER stays."""
    return np.where(times < NEVER, times + by, times)


def moved_crew(each: Crew, by: int) -> Crew:
    return dataclasses.replace(each, shifts=tuple(shift(s.start + by, s.end + by, s.people) for s in each.shifts))


def moved(p: ServicePlan, d: Draws, days: int) -> tuple[ServicePlan, Draws]:
    """The same scenario some days later."""
    by, table = days * DAY, p.timetable
    points = tuple(
        dataclasses.replace(
            q,
            hours=tuple((a + by, b + by) for a, b in q.hours),
            door_times=tuple(t + by for t in q.door_times),
        )
        for q in p.points
    )
    shifted = dataclasses.replace(
        p,
        horizon=p.horizon + by,
        timetable=Timetable(line=table.line, day=table.day + days, number=table.number, scheduled=table.scheduled + by),
        points=points,
    ).manned_by(lambda crew: moved_crew(crew, by))
    parcels = dataclasses.replace(d.parcels, entered_hub=d.parcels.entered_hub + by)
    offers = dataclasses.replace(d.offers, offered=d.offers.offered + by)
    o = d.disrupted
    disrupted = dataclasses.replace(
        o, out=o.out + np.array([0, 0, days]), roads=o.roads + np.array([0, 0, days]), shut=o.shut + np.array([0, days])
    )
    return shifted, dataclasses.replace(d, parcels=parcels, offers=offers, market=MarketTrips(later(d.market.time, by)), disrupted=disrupted)


@pytest.mark.parametrize("seed", range(200, 220))
def test_some_days_later_everything_happens_some_days_later(seed: int) -> None:
    case = seeded(seed)
    now, then = simulate(case.plan, case.draws), simulate(*moved(case.plan, case.draws, 9))
    by = 9 * DAY

    def shifted(table: object, *names: str) -> object:
        return dataclasses.replace(table, **{n: later(getattr(table, n), by) for n in names})  # type: ignore[type-var]

    expected = dataclasses.replace(
        now,
        rides=shifted(now.rides, "ready"),
        milestones=shifted(now.milestones, *TIMES),
        runs=shifted(now.runs, "departed", "returned"),
        sent=shifted(now.sent, *OUT, "lost"),
        stops=shifted(now.stops, "arrived", "departed"),
        pick_ups=shifted(now.pick_ups, "time"),
        shifts=shifted(now.shifts, "start", "end"),
        trips=shifted(now.trips, "time"),
        lost=later(now.lost, by),
        hub_arrived=np.concatenate([np.zeros(9 * 24, np.int64), now.hub_arrived]),
        hub_ready=np.concatenate([np.zeros(9 * 24, np.int64), now.hub_ready]),
    )
    assert differences(then, expected) == []


def two_hops(runs: list[tuple[int, int]], capacity: int, crew: int, copies: int = 1) -> ServicePlan:
    """Hub, township and village with hosts' lines of bounded capacity and a crew at both places, ``copies`` times as large."""
    trunk = line(HUB, [stop(TOWNSHIP, 40 * MINUTE, service=5 * MINUTE)], HOUR, capacity_parcels=capacity * copies)
    ride = line(TOWNSHIP, [stop(VILLAGE, 20 * MINUTE, service=5 * MINUTE)], HOUR, capacity_parcels=capacity * copies)
    shifts = [shift(d * DAY + 6 * HOUR, d * DAY + 16 * HOUR, crew * copies) for d in range(6)]
    sort = stage(11 * MINUTE, *shifts, discipline="servers")
    return chain([(HUB, (sort,)), (TOWNSHIP, (sort,))], [trunk, ride], runs, point(VILLAGE), 6 * DAY)


def some_runs(rng: np.random.Generator) -> list[tuple[int, int]]:
    """Departures of both lines, twenty each."""
    return [(int(t) * MINUTE, n) for n in (0, 1) for t in np.sort(rng.choice(6 * 24 * 60, 20, replace=False))]


@pytest.mark.parametrize("seed", range(10))
def test_one_more_run_never_delays_a_parcel(seed: int) -> None:
    """First in, first out, and capacity in parcels alone: a further departure helps or does nothing."""
    rng = np.random.default_rng([11, seed])
    entered, runs = np.sort(rng.integers(0, 4 * DAY, 80)), some_runs(rng)
    extra = (int(rng.integers(0, 6 * DAY)), int(rng.integers(0, 2)))
    few, many = (two_hops(r, 5, 1) for r in (runs, [*runs, extra]))
    without, with_it = (simulate(p, draws(p, entered)).milestones for p in (few, many))
    assert (with_it.dropped <= without.dropped).all()
    assert (without.dropped < NEVER).any()


@pytest.mark.parametrize("seed", range(10))
def test_one_more_worker_never_delays_a_parcel(seed: int) -> None:
    rng = np.random.default_rng([12, seed])
    entered, runs = np.sort(rng.integers(0, 4 * DAY, 80)), some_runs(rng)
    small, large = (two_hops(runs, 5, crew) for crew in (1, 2))
    one, two = (simulate(p, draws(p, entered)).milestones for p in (small, large))
    assert (two.dropped <= one.dropped).all()
    assert (two.handling < one.handling)[one.dropped < NEVER].any()


@pytest.mark.parametrize("seed", range(10))
def test_twice_the_parcels_with_twice_the_means_take_the_same_time(seed: int) -> None:
    """Each parcel twice, each vehicle twice as large, twice the workers: both copies fare as the one did."""
    rng = np.random.default_rng([13, seed])
    entered, runs = np.sort(rng.integers(0, 4 * DAY, 80)), some_runs(rng)
    single, double = two_hops(runs, 5, 2), two_hops(runs, 5, 2, copies=2)
    one, two = simulate(single, draws(single, entered)).milestones, simulate(double, draws(double, np.repeat(entered, 2))).milestones
    for name in TIMES:
        assert (getattr(two, name) == np.repeat(getattr(one, name), 2)).all()


@pytest.mark.parametrize("seed", [200, 207, 214, 221, 228])
def test_brands_that_share_nothing_do_not_touch_each_other(seed: int) -> None:
    """Status quo: with the other brands' parcels gone, a brand's parcels lie at their outlets at the same times.

    Shelves are made endless here: a short one is emptied when another brand's parcel makes the household come.
    """
    case = seeded(seed)
    assert case.family == "status_quo"
    endless = dataclasses.replace(case.plan, points=tuple(dataclasses.replace(q, shelf=2**40) for q in case.plan.points))
    together = simulate(endless, case.draws).milestones
    for brand in range(len(case.plan.brands)):
        kept = np.flatnonzero(case.draws.parcels.brand == brand)
        rows = {f.name: getattr(case.draws.parcels, f.name)[kept] for f in dataclasses.fields(case.draws.parcels)}
        alone = simulate(endless, dataclasses.replace(case.draws, parcels=dataclasses.replace(case.draws.parcels, **rows))).milestones
        for name in ("left_hub", "entered_township", "dropped", "shelved", "at_point"):
            assert (getattr(alone, name) == getattr(together, name)[kept]).all()
