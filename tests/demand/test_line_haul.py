"""Trucks of line-haul into the county that have a size: as one process a parcel has it, and on paper."""

from __future__ import annotations

from dataclasses import fields
from random import Random
from typing import Any

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.county.county import County
from sim.demand.draw import draw_parcels
from sim.demand.expected import expected
from sim.demand.line_haul import Room, _Loading, brought, room_of
from sim.demand.source import demand_key
from sim.parameters import Parameters
from tests.oracles.reference_line_haul import Prefecture

FAR = 10**12


def with_trucks(**limits: Any) -> Parameters:
    demand = {"truck": limits, "waves": [{"time": "13:00", "share": 0.3}, {"time": "06:00", "share": 0.7}], "forward_share": 0.1}
    return Parameters.model_validate({"demand": demand, "horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 3}})


@pytest.mark.parametrize("seed", range(40))
def test_each_comes_with_the_truck_of_one_process_a_parcel(seed: int) -> None:
    rng, trucks = Random(seed), 8
    due = sorted(rng.choices(range(trucks), k=rng.choice([0, 5, 60])))
    size = [(rng.randint(1, 40), rng.randint(1, 40)) for _ in due]
    room = Room(rng.choice([1, 4, FAR]), rng.choice([30, 90, FAR]), rng.choice([30, 90, FAR]))
    skip = rng.choice([0, 1, 20])
    loading = _Loading(room, skip, *(np.array([s[i] for s in size], np.int64) for i in (0, 1)))
    found = loading.by_truck(np.arange(len(due)), np.array(due, np.int64), trucks)
    expected = Prefecture(due, size, room, skip).run(trucks)
    assert np.where(found == trucks, -1, found).tolist() == expected


def test_what_a_truck_leaves_is_first_in_the_next_and_a_giant_never_comes() -> None:
    """Room for two and 10 kg; four parcels of the first truck, of which one weighs 11 kg, and one of the second."""
    grams = np.array([11_000, 1000, 1000, 1000, 1000])
    loading = _Loading(Room(2, 10_000, FAR), 20, grams, grams)
    assert loading.by_truck(np.arange(5), np.array([0, 0, 0, 0, 1]), 3).tolist() == [3, 0, 0, 1, 1]


def test_trucks_without_a_size_bring_everything_in_time(county: County) -> None:
    """The same columns, bit by bit, as with trucks so large that all fits."""
    (free, _), (wide, _) = (draw_parcels(county, p, 3, 0) for p in (with_trucks(), with_trucks(parcels=10**6, kg=10**6)))
    assert all(np.array_equal(getattr(free, f.name), getattr(wide, f.name)) for f in fields(free))
    assert not free.held.any()
    assert room_of(Parameters().demand) is None


def test_no_truck_brings_more_than_it_holds_and_nobody_comes_early(county: County) -> None:
    p, most = with_trucks(parcels=20), 20
    (free, _), (tight, _) = (draw_parcels(county, of, 3, 0) for of in (with_trucks(), p))
    assert (np.diff(tight.entered_hub) >= 0).all()
    came = tight.entered_hub < p.horizon.days * DAY
    by_truck = (tight.wave >= 0) & came
    _, loads = np.unique(np.stack([tight.brand, tight.entered_hub])[:, by_truck], axis=1, return_counts=True)
    assert loads.max() == most
    assert not tight.held[tight.wave < 0].any()
    own = tight.entered_hub - tight.held
    assert sorted(own.tolist()) == free.entered_hub.tolist()
    assert tight.held[came].max() > 6 * HOUR


def test_the_afternoon_s_truck_takes_what_the_morning_s_left_though_it_is_told_first(county: County) -> None:
    p = Parameters.model_validate(with_trucks(parcels=20).model_dump(mode="json") | {"demand": {"truck": {"parcels": 20}, "truck_delay_mean_min": 0, "waves": [
        {"time": "13:00", "share": 0.1}, {"time": "06:00", "share": 0.9}]}, "horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}})  # fmt: skip
    parcels, _ = draw_parcels(county, p, 3, 0)
    of = (parcels.day == 0) & (parcels.wave == 1) & (parcels.held > 0)
    assert of.any()
    assert (parcels.entered_hub[of] == 13 * HOUR).any()


def test_what_has_not_come_by_the_end_waits_there(county: County) -> None:
    p = with_trucks(parcels=1)
    parcels, _ = draw_parcels(county, p, 3, 0)
    never = parcels.entered_hub >= p.horizon.days * DAY
    assert never.mean() > 0.5
    assert (parcels.held[never & (parcels.wave >= 0)] > 0).any()


def test_parcels_are_drawn_anew_where_loading_changes() -> None:
    keys = {demand_key(Parameters.model_validate({"loading": {"skip": skip}, "demand": {"truck": {"kg": 5.0}}})) for skip in (0, 20)}
    assert len(keys) == 2


@pytest.mark.parametrize(("shares", "holds", "came"), [
    ((0.7, 0.3), 6, (0.6, 0.4)),  # the first of the day leaves one, which the second brings
    ((0.3, 0.7), 6, (0.4, 0.6)),  # the second leaves one for the next morning
    ((0.7, 0.3), 8, (0.7, 0.3)),
    ((0.7, 0.3), 4, (0.5, 0.5)),  # never all: each is full
])  # fmt: skip
def test_what_a_mean_week_leaves_to_each_wave(shares: tuple[float, ...], holds: int, came: tuple[float, ...]) -> None:
    """Two brands of ten and of no parcels a day, which share no truck."""
    waves = [{"time": time, "share": share} for time, share in zip(("06:00", "13:00"), shares, strict=True)]
    demand = Parameters.model_validate({"demand": {"truck": {"parcels": holds}, "waves": waves}}).demand
    assert brought(demand, np.array(shares), np.array([10.0, 0.0]), np.ones(7)) == pytest.approx(came)


def test_plans_expect_with_each_wave_what_comes_with_it(county: County) -> None:
    """Ten replications with trucks that hold half of the largest brand's day; half an hour's delay moves none to another wave. What varies by
    the day alone moves less than 3 % more."""
    largest = float(expected(county, with_trucks()).daily.sum(axis=1).max())
    p = with_trucks(parcels=round(0.5 * largest))
    late, early = (it.share for it in expected(county, p).arrivals[:2])
    assert late > 1.04 * 0.3 * 0.9
    drawn = (draw_parcels(county, p, 3, replication)[0] for replication in range(10))
    times = np.concatenate([of.entered_hub[(of.wave >= 0) & (of.entered_hub < p.horizon.days * DAY)] % DAY for of in drawn])
    share = float(((times >= 13 * HOUR) | (times < 6 * HOUR)).mean())
    assert share == pytest.approx(late / (late + early), abs=4 * np.sqrt(0.25 / len(times)) + 0.03)
