"""Rounds of own vehicles: loads of the heaviest week, routes that keep load, time and range, vehicles shared out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.plan.note import PlanNote
from sim.problems import InputError
from sim.service.draft.draft import Pace
from sim.service.rounds.rounds import (
    UNITS,
    at_least_one,
    by_township,
    capacity,
    driving_seconds,
    farthest,
    filling,
    route,
    share_out,
    together,
    visit_load,
    within_range,
)
from tests.service.drafts import area, draft, rounds
from tests.service.small_county import county, parameters


def test_a_visit_carries_what_gathers_in_the_heaviest_week() -> None:
    d = draft()
    of = area(d, 0)
    every, rare = visit_load(d, rounds(d), of), visit_load(d, replace(rounds(d), days_per_week=3), of)
    assert set(every.values()) == {10.0 * d.expected.peak}
    assert all(rare[p] > 2 * every[p] for p in of.daily)
    twice = visit_load(d, rounds(d, (9 * HOUR, 14 * HOUR)), of)
    assert all(twice[p] == every[p] / 2 for p in of.daily)


def test_parcels_of_the_mean_size_fill_as_many_as_they_are() -> None:
    d = draft()
    of = area(d, 0)
    assert filling(d, rounds(d), of, of.daily) == pytest.approx(of.daily)


def test_a_stop_that_fills_several_vehicles_gets_several_unless_they_are_given() -> None:
    d = draft()
    asked, full = rounds(d), capacity(draft(), rounds(d)) / UNITS
    assert (together(d, asked, 1.0), together(d, asked, full), together(d, asked, 2.5 * full)) == (1, 1, 3)
    assert together(d, replace(asked, count=1), 2.5 * full) == 1
    assert capacity(d, asked) == int(0.85 * d.vehicle_space("minivan") * UNITS)


def test_routes_visit_every_place_once_and_keep_the_load() -> None:
    d = draft()
    of = area(d, 0, 150.0)
    load = visit_load(d, rounds(d), of)
    ways = route(d, rounds(d), of, load)
    assert sorted(p for way in ways for p in way) == sorted(of.daily)
    assert all(sum(load[p] for p in way) * UNITS <= capacity(d, rounds(d)) for way in ways)
    assert len(ways) > 1
    assert route(d, rounds(d), replace(of, daily={}), {}) == []


def test_the_farthest_place_is_there_and_back_with_its_stop() -> None:
    d = draft()
    of = area(d, 0, 0.0)
    km = max(d.county.road_km[of.base, p] for p in of.daily)
    assert farthest(d, rounds(d), of) == pytest.approx(2 * km / 25 * HOUR + rounds(d).pace.stop, abs=2)


def test_a_round_beyond_a_charge_is_cut_and_a_place_beyond_it_noted() -> None:
    d = draft(parameters(vehicles__minivan__range_km=30.0))
    of, notes = area(d, 0), list[PlanNote]()
    way = sorted(of.daily)
    parts = within_range(d, rounds(d), of, way, notes)
    assert [p for part in parts for p in part] == way
    assert len(parts) > 1
    road = d.county.road_km
    assert all(sum(road[a, b] for a, b in zip([of.base, *part], [*part, of.base], strict=True)) <= 30 for part in parts)
    assert notes == []
    assert within_range(draft(), rounds(d), of, way, notes) == [way]
    within_range(d, rounds(d), of, way, notes, ride_km=25.0)
    assert len(notes) == len(way)


def test_driving_goes_at_two_speeds_in_whole_seconds() -> None:
    km = np.array([[0.0, 20.0, 40.0], [20.0, 0.0, 10.0], [40.0, 10.0, 0.0]])
    of, speed = replace(county(), road_km=km), Pace(20.0, 40.0, 0, 0)
    assert driving_seconds(of, [0, 1, 2], speed).tolist() == [[0, 1800, 3600], [1800, 0, 1800], [3600, 1800, 0]]
    minutes = np.full((3, 3), np.nan)
    minutes[0, 1] = 7.0
    of = replace(of, road_minutes=minutes)
    assert driving_seconds(of, [0, 1, 2], speed).tolist() == [[0, 420, 3600], [1800, 0, 1800], [3600, 1800, 0]]
    assert driving_seconds(of, [0, 1], replace(speed, on_table=False))[0, 1] == 1800


@pytest.mark.parametrize(("count", "weights", "shares"), [(5, [1, 1], [3, 2]), (6, [1, 2], [2, 4]), (1, [3, 1], [1, 1]), (4, [0, 0], [1, 1]), (3, [9, 1], [2, 1]), (0, [], [])])
def test_vehicles_are_shared_out_by_weight_and_everybody_has_one(count: int, weights: list[float], shares: list[int]) -> None:
    assert share_out(count, weights) == shares


def test_townships_go_by_name_or_code_and_strangers_are_left_out() -> None:
    assert by_township(draft(), {"北镇": 2, "T2": 3, "东镇": 4}) == {0: 2, 1: 3}


def test_a_base_without_a_vehicle_is_refused() -> None:
    at_least_one("fleet.village.count", {"北镇": 1})
    with pytest.raises(InputError) as error:
        at_least_one("fleet.village.count", {"北镇": 0, "": -1})
    assert [str(p.where) for p in error.value.problems] == ["fleet.village.count.北镇", "fleet.village.count"]
