"""What a vehicle takes from its queue."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import HOUR, NEVER
from sim.flow.loading import NOTHING, Platform
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.flow.queue import Queue
from sim.flow.space import Space
from sim.flow.station import Station
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small
from tests.flow.parts import lot, rows, world


def one_van(van: dict[str, Any], parcels: Any, **given: Any) -> tuple[ServicePlan, Outcome]:
    """The van leaves at 9:00 and, if something is left, at 12:00."""
    plan = small.plan(days=1, van=van, runs=[(9, 0), (12, 0)], **given)
    return plan, simulate(plan, plans.draws(plan, parcels))


def left_hub(outcome: Outcome) -> list[float]:
    return [h if h < 24 else np.inf for h in small.hours(outcome.milestones.left_hub)]


@pytest.mark.parametrize("what", ["capacity_parcels", "capacity_grams", "capacity_ml"])
def test_each_capacity_binds(what: str) -> None:
    """Three of five fit; in weight and volume exactly."""
    size = {"capacity_parcels": 3, "capacity_grams": 3000, "capacity_ml": 3000}
    _, outcome = one_van({what: size[what]}, small.parcels([8] * 5))
    assert left_hub(outcome) == [9, 9, 9, 12, 12]
    assert outcome.runs.loaded.tolist() == [3, 2]
    assert outcome.runs.left_behind.tolist() == [2, 0]
    assert outcome.runs.loaded_grams.tolist() == [3000, 2000]


SIZES = [600, 600, 700, 100, 800, 250, 50]


@pytest.mark.parametrize(("skip", "first"), [(0, [0]), (1, [0]), (2, [0, 3]), (3, [0, 3, 5, 6]), (20, [0, 3, 5, 6])])
def test_what_does_not_fit_is_stepped_over(skip: int, first: list[int]) -> None:
    """So many times; the next that does not fit ends loading. Who was stepped over is first in line for the next run."""
    plan = replace(small.plan(days=1, van={"capacity_grams": 1000}, runs=[(9, 0), (12, 0), (15, 0)]), skip=skip)
    outcome = simulate(plan, plans.draws(plan, small.parcels([8] * 7, grams=SIZES)))
    assert np.flatnonzero(np.array(left_hub(outcome)) == 9).tolist() == first
    assert left_hub(outcome)[1] == 12
    assert outcome.runs.left_behind[0] == 7 - len(first)
    assert (outcome.runs.loaded_grams <= 1000).all()


def test_what_never_fits_with_others_does_not_hold_them_up() -> None:
    """A host leaves 1000 g but once: until then a parcel of 900 g waits, and those behind it ride; what is heavier than that never rides."""
    plan = replace(small.plan(days=1, van={"depot": -1, "capacity_grams": 2000}, runs=[(9, 0), (12, 0), (15, 0)]), skip=20)
    outcome = simulate(plan, plans.draws(plan, small.parcels([8, 8, 8, 8], grams=[900, 1100, 500, 500]), host_grams=[1400, 1000, 1400]))
    assert left_hub(outcome) == [12, np.inf, 9, 15]
    assert outcome.milestones.oversize.tolist() == [False, True, False, False]


def test_what_fits_one_run_by_weight_and_another_by_volume_fits_none() -> None:
    plan = small.plan(days=1, van={"depot": -1, "capacity_grams": 2000, "capacity_ml": 2000}, runs=[(9, 0), (12, 0)])
    parcels = small.parcels([8, 8, 8, 8], grams=[1500, 1500, 100, 100], ml=[1500, 100, 1500, 100])
    outcome = simulate(plan, plans.draws(plan, parcels, host_grams=[0, 1800], host_ml=[1900, 0]))
    assert outcome.milestones.oversize.tolist() == [True, False, False, False]
    assert left_hub(outcome) == [np.inf, 9, 12, 12]


def test_a_full_point_is_passed_over_and_no_step() -> None:
    """Of point 0's parcels one finds a place: the heavy first one leaves it to the next, and those behind are passed over."""
    plan = small.plan(days=2, villages=2, runs=[(9, 0), (14, 1)], round_={"capacity_grams": 1000}, point={"shelf": 1})
    parcels = small.parcels([7] * 5, village=[1, 0, 0, 0, 1], grams=[500, 800, 300, 100, 100])
    for skip, loaded in ((0, [0]), (1, [0, 2])):
        outcome = simulate(replace(plan, skip=skip), plans.draws(plan, parcels))
        assert np.flatnonzero(outcome.milestones.village_run == 1).tolist() == loaded
    assert outcome.runs.passed_over[1] == 2


def test_a_host_takes_so_many_at_most() -> None:
    plan = small.plan(days=1, van={"depot": -1, "capacity_parcels": 9, "most_parcels": 2}, runs=[(9, 0), (12, 0)])
    outcome = simulate(plan, plans.draws(plan, small.parcels([8] * 5), host_parcels=[3, 8]))
    assert outcome.runs.free_parcels.tolist() == [2, 1]
    assert outcome.runs.loaded.tolist() == [2, 1]


def test_ready_as_the_van_leaves() -> None:
    _, outcome = one_van({}, small.parcels([9, 9 + 1 / HOUR]))
    assert left_hub(outcome) == [9, 12]


def test_order_is_ready_time_then_number() -> None:
    """A batch whose crew is so fast that some finish in the same millisecond keeps the order of numbers."""
    stage = plans.stage(1, *plans.daily(7, 24, 4, 1))
    _, outcome = one_van({"capacity_parcels": 5}, small.parcels([8] * 9), hub=(stage,))
    assert left_hub(outcome) == [9] * 5 + [12] * 4


def test_priority_goes_first() -> None:
    """Brand 1's parcels came later but are loaded first."""
    parcels = small.parcels([7, 7, 8, 8], brand=[0, 0, 1, 1])
    plan = small.plan(days=1, van={"capacity_parcels": 3}, runs=[(9, 0), (12, 0)], priorities=(1, 0))
    assert left_hub(simulate(plan, plans.draws(plan, parcels))) == [9, 12, 9, 9]


def test_oversize_is_set_aside() -> None:
    """Too heavy or too big for the empty van: aside for ever, even beyond the prefix, and not left behind."""
    parcels = small.parcels([8] * 4, grams=[1000, 5000, 1000, 1000], ml=[1000, 1000, 1000, 9000])
    _, outcome = one_van({"capacity_parcels": 1, "capacity_grams": 4000, "capacity_ml": 8000}, parcels)
    assert outcome.milestones.oversize.tolist() == [False, True, False, True]
    assert left_hub(outcome) == [9, np.inf, 12, np.inf]
    assert outcome.runs.left_behind.tolist() == [1, 0]


def test_host_load_comes_first() -> None:
    """What the host's own load leaves free counts; what is too big even where that is least is set aside."""
    plan = small.plan(days=1, van={"depot": -1, "capacity_grams": 2000}, runs=[(9, 0), (12, 0)])
    parcels = small.parcels([8, 8, 8], grams=[1500, 900, 500])
    outcome = simulate(plan, plans.draws(plan, parcels, host_grams=[1000, 2500]))
    assert outcome.runs.free_grams.tolist() == [1000, 0]
    assert outcome.runs.loaded.tolist() == [1, 0]
    assert outcome.milestones.oversize.tolist() == [True, False, False]
    assert outcome.runs.left_behind.tolist() == [1, 1]


def test_empty_runs_leave() -> None:
    _, outcome = one_van({}, small.parcels([]))
    assert small.hours(outcome.runs.departed) == [9, 12]
    assert outcome.stops.dropped.tolist() == [0, 0]


def test_queue_of_two_handlings() -> None:
    """Two operators' parcels for one line are loaded by the time they are ready, whoever handled them."""
    slow = plans.stage(HOUR // 2, *plans.daily(7, 24, 1, 1))
    plan = small.plan(days=1, hub=(slow,), van={"capacity_parcels": 3}, runs=[(9, 0), (12, 0)], priorities=(0, 0))
    other = replace(plan.handlings[0], key="other", stages=())
    ways = tuple(replace(w, hops=(replace(w.hops[0], handling=2), *w.hops[1:])) if i >= 2 else w for i, w in enumerate(plan.ways))
    plan = replace(plan, handlings=(*plan.handlings, other), ways=ways)
    outcome = simulate(plan, plans.draws(plan, small.parcels([7, 7, 7.75, 8.25], brand=[0, 0, 1, 1])))
    assert small.hours(outcome.milestones.handling) == [0.5, 1, 0, 0]
    assert left_hub(outcome) == [9, 9, 9, 12]


def test_an_empty_platform_loads_nothing() -> None:
    of = rows(small.plan(), grams=[1000])
    platform = Platform(of, [Queue([Space(5, 10**9, 10**9)], of, merge=False)], [], None, 0)
    assert platform.ready(NEVER) == 0
    assert platform.load(Space(5, 10**9, 10**9), 0) is NOTHING


def test_a_platform_takes_in_order_what_fits_and_leaves_the_rest_in_front() -> None:
    of = rows(small.plan(), grams=[400, 900, 500, 100])
    queue = Queue([Space(5, 1000, 10**9)], of, merge=False)
    queue.join(lot([0, 1, 2, 3], [0] * 4))
    load = Platform(of, [queue], [], None, 1).load(Space(5, 1000, 10**9), 0)
    assert (load.lot.number.tolist(), load.left_behind, load.passed_over) == ([0, 2, 3], 1, 0)
    assert [n for part in queue.front(9) for n in part.number.tolist()] == [1]


def test_a_platform_brings_its_stations_up_to_date_before_it_loads() -> None:
    of = world(small.plan(), grams=[400, 900])
    station, queue = Station(of, plans.handling(plans.HUB)), Queue([Space(5, 10**9, 10**9)], of.rows, merge=False)
    station.feed([queue], np.zeros(4, np.uint8))
    station.arrive(lot([0, 1], [HOUR, 3 * HOUR]))
    platform = Platform(of.rows, [queue], [station], None, 20)
    assert not platform.idle_until(2 * HOUR), "who knows"
    assert platform.load(Space(5, 10**9, 10**9), 2 * HOUR).lot.number.tolist() == [0]
    assert Platform(of.rows, [], [], None, 20).idle_until(NEVER), "nobody boards there at all"
