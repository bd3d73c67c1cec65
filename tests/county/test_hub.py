"""Where the hub stands: as its table says, at the county seat, or amid what is known."""

from __future__ import annotations

import pytest

from sim.county.geometry import Region, disc
from sim.county.given import Given, GivenCounty
from sim.county.hub import NOWHERE, located, place_hub, seat_problems
from sim.county.seat import Town
from tests.county.givens import given, township, village

EAST, WEST = (118.2, 36.0), (118.0, 36.0)


def town(name: str, position: tuple[float, float] | None, communities: int = 0) -> Town:
    return Town(name, "", "town", position, communities, 0)


def county(*towns: Town, position: tuple[float, float] | None = None, boundary: Region | None = None) -> Given:
    places = tuple(township(t.name, t.position) for t in towns)
    return given(places, (village("甲村", 0, (118.1, 36.3)),), GivenCounty("试验县", position=position, status="real"), towns=towns, boundary=boundary)


def test_a_given_position_stays() -> None:
    hub = place_hub(county(town("东镇", EAST, 5), position=WEST))
    assert (hub.position, hub.status, hub.assumed) == (WEST, "real", None)


def test_without_one_it_stands_at_the_seat_and_says_so() -> None:
    hub = place_hub(county(town("西镇", WEST), town("城关镇", EAST)))
    assert hub.position == EAST
    assert hub.status == "synthetic"
    assert hub.assumed is not None
    assert (hub.assumed.township, hub.assumed.at_seat) == ("城关镇", True)


def test_the_config_goes_over_the_rules() -> None:
    hub = place_hub(county(town("西镇", WEST), town("城关镇", EAST)), "西镇")
    assert hub.assumed is not None
    assert (hub.position, hub.assumed.rule) == (WEST, "config")


def test_a_seat_that_is_nowhere_leaves_the_hub_amid_the_rest() -> None:
    hub = place_hub(county(town("城关镇", None), town("西镇", WEST)))
    assert hub.assumed is not None
    assert not hub.assumed.at_seat
    assert WEST[0] <= hub.position[0] <= 118.1


def test_of_no_position_at_all_it_is_nowhere_or_amid_the_boundary() -> None:
    empty = given((township("城关镇"),), (village("甲村"),), towns=(town("城关镇", None),))
    assert place_hub(empty).position == NOWHERE
    bounded = given((township("城关镇"),), (village("甲村"),), towns=(town("城关镇", None),), boundary=disc(1.0))
    assert place_hub(bounded).position == pytest.approx((0, 0), abs=1e-9)


def test_places_are_located_as_far_as_is_known() -> None:
    at = located(county(town("城关镇", EAST), town("西镇", None)))
    assert [at(("hub", 0)), at(("township", 0)), at(("township", 1)), at(("village", 0))] == [EAST, EAST, None, (118.1, 36.3)]


@pytest.mark.parametrize(("seat", "position", "code"), [(None, None, None), ("东镇", None, None), ("东镇", WEST, "county.seat_not_used"), ("南镇", None, "county.unknown_seat")])
def test_a_seat_of_the_config_must_be_a_township_and_be_needed(seat: str | None, position: tuple[float, float] | None, code: str | None) -> None:
    assert [p.code for p in seat_problems(county(town("东镇", EAST), position=position), seat)] == ([code] if code else [])
