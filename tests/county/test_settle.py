"""What the tables of a county leave open is filled in, and what they say stays."""

from __future__ import annotations

import numpy as np

from sim.county.county import County
from sim.county.given import Given, GivenCounty, GivenTownship, GivenVillage
from sim.county.settle import HOUSEHOLD_SIZE, POINT_SHARE, TOWNSHIP_KM2, settle
from sim.county.spec import CountySpec

SPEC = CountySpec(slug="small", source="small.xlsx")


def village(code: str, population: int | None = None) -> GivenVillage:
    return GivenVillage(code, code, code, 0, population, "user", None, None, "user", "")


def small(points: dict[int, int], rural: int | None = None) -> Given:
    townships = (GivenTownship("T", "T", "T", "", (118.1, 36.1), "user"),)
    villages = (village("a", 900), village("b"), village("c"))
    return Given(GivenCounty(rural_population=rural, position=(118.0, 36.0)), townships, villages, points, {}, None)


def county(points: dict[int, int], rural: int | None = None) -> County:
    return settle(small(points, rural), SPEC, {})


def test_villages_share_points_or_are_served_in_town() -> None:
    found = county({1: 0, 2: -1})
    assert [v.point for v in found.villages] == [0, 0, -1]
    assert [p.code for p in found.points] == ["a"]
    assert found.road_km.shape == (3, 3)


def test_residents_that_no_table_counts_are_those_left_of_the_rural_population() -> None:
    found = county({}, rural=2400)
    assert found.villages[0].population == 900
    assert sum(v.population for v in found.villages) == 2400
    assert [v.population_status for v in found.villages] == ["user", "synthetic", "synthetic"]


def test_numbers_of_the_rules_stand_in_where_nothing_is_said() -> None:
    found = county({})
    assert (found.area_km2, found.household_size, found.boundary) == (TOWNSHIP_KM2, HOUSEHOLD_SIZE, ())
    assert found.point_km == round(POINT_SHARE * float(np.sqrt(TOWNSHIP_KM2 / 3)), 2)


def test_a_place_with_a_position_stays_and_a_village_without_is_near_its_seat() -> None:
    found = county({})
    assert abs(found.townships[0].lon - 118.1) < 1e-9
    seat = found.townships[0]
    assert all(0 < np.hypot(v.x_km - seat.x_km, v.y_km - seat.y_km) < 60 for v in found.villages)
