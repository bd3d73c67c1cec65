"""A county's places are numbered hub, townships, points, and called by what people call them."""

from __future__ import annotations

from dataclasses import replace

from sim.county.county import County, Seat
from sim.problems import said
from tests.service.small_county import county


def test_places_are_numbered_hub_townships_points() -> None:
    c = county()
    numbers = [0, *(c.township_place(t) for t in range(len(c.townships))), *(c.point_place(p) for p in range(len(c.points)))]
    assert numbers == list(range(len(c.road_km)))


def test_places_are_called_by_their_names_in_either_language() -> None:
    c: County = county()
    assert [said(c.called(i), "zh") for i in (0, 1, 2, 3)] == [c.hub.name, "北镇", "南镇", c.points[0].name]
    assert said(c.called(1), "en") == "bei"
    assert said(c.called(3), "en") == c.points[0].name


def test_a_hub_that_is_called_like_its_county_is_the_hub() -> None:
    c = county()
    named = replace(c, hub=Seat("H", c.name, "", 0, 0, 0, 0, "user"))
    assert said(named.called(0), "zh") not in ("", c.name)
    assert said(named.called(0), "en") == "hub"
