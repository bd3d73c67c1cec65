"""Laws of queues that hold whatever the program: judged by an interval over replications, or exactly where the law is an identity."""

from __future__ import annotations

from cmath import exp, pi
from collections.abc import Callable
from math import factorial

import numpy as np
import pytest
from scipy import stats

from sim.clock import DAY, HOUR, MINUTE
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan
from sim.plan.units import UNLIMITED
from tests.oracles.tiny import chain, draws
from tests.plans import HUB, VILLAGE, line, point, shift, stage, stop

REPLICATIONS = 30


def agrees(sample: list[float], expected: float, precision: float = 0.05) -> bool:
    """Whether theory lies in the 99.9 % interval of the mean over replications, and that interval is no wider than worth the name."""
    half = float(stats.t.ppf(0.9995, len(sample) - 1) * np.std(sample, ddof=1) / len(sample) ** 0.5)
    return abs(float(np.mean(sample)) - expected) <= half <= precision * expected


def poisson(rng: np.random.Generator, per_hour: float, end: int) -> np.ndarray:
    """Arrivals of a Poisson process up to a time."""
    count = rng.poisson(per_hour * end / HOUR)
    return np.sort(rng.integers(0, end, count))


def departures_every(headway: int, horizon: int, capacity: int = UNLIMITED) -> ServicePlan:
    """A host's line that leaves the hub every ``headway``, no handling before it."""
    ride = line(HUB, [stop(VILLAGE, MINUTE)], MINUTE, capacity_parcels=capacity)
    return chain([(HUB, ())], [ride], [(t, 0) for t in range(0, horizon, headway)], point(VILLAGE), horizon)


def one_stage(discipline: str, crew: int, horizon: int) -> ServicePlan:
    """A stage of 1 minute a parcel, always manned; what is ready leaves at the very end."""
    ride = line(HUB, [stop(VILLAGE, 1)], 1)
    sort = stage(MINUTE, shift(0, horizon, crew), discipline=discipline)
    return chain([(HUB, (sort,))], [ride], [(horizon - 10, 0)], point(VILLAGE), horizon)


def stage_waits(discipline: str, crew: int, load: float, work: Callable[[np.random.Generator, int], np.ndarray]) -> list[float]:
    """Mean time at the stage in minutes, by replication, after a warm-up of a day and long before the end."""
    days, found = 2 + 10 // crew, []
    p = one_stage(discipline, crew, days * DAY)
    for replication in range(REPLICATIONS):
        rng = np.random.default_rng([2, crew, round(100 * load), replication])
        entered = poisson(rng, load * crew * 60, (days - 1) * DAY)
        outcome = simulate(p, draws(p, entered, work=work(rng, len(entered))))
        counted = (entered >= DAY) & (outcome.milestones.travel > 0)
        found.append(float(outcome.milestones.handling[counted].mean()) / MINUTE)
    return found


def constant(rng: np.random.Generator, n: int) -> np.ndarray:
    return np.full(n, 1000)


def exponential(rng: np.random.Generator, n: int) -> np.ndarray:
    return np.minimum(np.round(rng.exponential(1000, n)), 32_767)


@pytest.mark.parametrize("headway", [30 * MINUTE, 3 * HOUR])
def test_mean_wait_for_a_timetable_is_half_its_headway(headway: int) -> None:
    p, waits = departures_every(headway, 4 * DAY), []
    for replication in range(REPLICATIONS):
        rng = np.random.default_rng([1, replication])
        outcome = simulate(p, draws(p, np.sort(rng.integers(0, 3 * DAY, 1000))))
        waits.append(float(outcome.milestones.waiting.mean()))
    assert agrees(waits, headway / 2)


def test_one_parcel_a_minute_waits_half_a_headway_exactly() -> None:
    """Entries at 1, 2, ... 60 minutes after a departure wait 59, 58, ... 0 minutes: 29.5 in the mean."""
    p = departures_every(HOUR, DAY)
    outcome = simulate(p, draws(p, np.arange(1, 20 * 60 + 1) * MINUTE))
    assert outcome.milestones.waiting.mean() == 29.5 * MINUTE


def test_littles_law_from_two_records() -> None:
    """Parcels at the hub, from entries and loadings of runs, sum up to the parcels' own times there: to the millisecond."""
    horizon = 3 * DAY
    p = departures_every(HOUR, horizon, capacity=30)
    rng = np.random.default_rng(3)
    entered = poisson(rng, 25.0, 2 * DAY)
    d = draws(p, entered)
    outcome = simulate(p, d)
    assert outcome.runs.loaded.sum() == len(entered)
    times = np.concatenate([entered, outcome.runs.departed])
    change = np.concatenate([np.ones(len(entered), np.int64), -outcome.runs.loaded.astype(np.int64)])
    order = np.argsort(times, kind="stable")
    inside = np.cumsum(change[order])
    area = int((inside[:-1] * np.diff(times[order])).sum())
    assert area == int((outcome.milestones.left_hub - entered).sum())
    assert inside[-1] == 0


@pytest.mark.parametrize("load", [pytest.param(0.5, marks=pytest.mark.slow), 0.8])
def test_crew_as_one_with_constant_work_is_m_d_1(load: float) -> None:
    """Pollaczek and Khinchine: the wait is load / (2 (1 - load)) services."""
    assert agrees(stage_waits("pooled", 1, load, constant), 1 + load / (2 * (1 - load)))


def test_crew_as_one_with_exponential_work_is_m_m_1() -> None:
    """The time in an M/M/1 is a service / (1 - load)."""
    assert agrees(stage_waits("pooled", 1, 0.7, exponential), 1 / 0.3)


def test_crew_of_four_as_one_works_four_times_as_fast() -> None:
    """A pooled crew of four is an M/D/1 with a quarter of the service time."""
    assert agrees(stage_waits("pooled", 4, 0.8, constant), 0.25 * (1 + 0.8 / 0.4))


@pytest.mark.parametrize(("crew", "load"), [(2, 0.7), pytest.param(5, 0.8, marks=pytest.mark.slow)])
def test_a_worker_a_parcel_is_erlang_c(crew: int, load: float) -> None:
    """The wait in an M/M/c is C / (c (1 - load)) services, with C the chance that all are busy."""
    offered = crew * load
    last = offered**crew / factorial(crew) / (1 - load)
    busy = last / (sum(offered**k / factorial(k) for k in range(crew)) + last)
    assert agrees(stage_waits("servers", crew, load, exponential), 1 + busy / (crew * (1 - load)))


def left_behind(mean: float, places: int) -> float:
    """Mean left behind by a run when a Poisson number with this mean comes between runs of so many places.

    From the zeros z of z^places = exp(mean (z - 1)) in the unit disc: the queue before a run has the mean
    mean / (2 (places - mean)) + mean / 2 - (places - 1) / 2 + sum of 1 / (1 - z), z not 1 (Bailey's bulk queue).
    """
    zeros = []
    for k in range(1, places):
        z: complex = 0
        for _ in range(500):
            z = exp(2j * pi * k / places) * exp(mean * (z - 1) / places)
        zeros.append(z)
    before = mean / (2 * (places - mean)) + mean / 2 - (places - 1) / 2 + sum(1 / (1 - z) for z in zeros).real
    return before - mean


@pytest.mark.parametrize(("mean", "places"), [(4.0, 5), *(pytest.param(*of, marks=pytest.mark.slow) for of in ((0.6, 1), (8.0, 10)))])
def test_a_small_vehicle_is_a_bulk_queue(mean: float, places: int) -> None:
    """What runs of bounded capacity leave behind, after a warm-up."""
    runs = 1000
    p, found = departures_every(HOUR // 4, runs * HOUR // 4, capacity=places), []
    for replication in range(REPLICATIONS):
        rng = np.random.default_rng([5, replication])
        outcome = simulate(p, draws(p, poisson(rng, 4 * mean, p.horizon)))
        found.append(float(outcome.runs.left_behind[100:].mean()))
    assert agrees(found, left_behind(mean, places), precision=0.15)


def test_a_small_vehicle_keeps_the_order_of_entry() -> None:
    rng = np.random.default_rng(9)
    p = departures_every(HOUR, 10 * DAY, capacity=7)
    outcome: Outcome = simulate(p, draws(p, poisson(rng, 6.5, 9 * DAY)))
    assert outcome.runs.left_behind.max() > 0
    assert (np.diff(outcome.milestones.left_hub) >= 0).all()
    assert (outcome.runs.loaded <= 7).all()
