"""Outlets of communities: by rule or as a row says, and which are too few."""

from __future__ import annotations

import math

import pytest

from sim.parameters.town import Towns
from sim.service.outlets import outlets_10k, outlets_by_place, outlets_told
from tests.service import small_county
from tests.service.small_county import with_town


@pytest.mark.parametrize(("people", "outlets"), [(100, 1), (2222, 1), (2223, 2), (20_000, 9)])
def test_by_rule_rounded_up_at_least_one(people: int, outlets: int) -> None:
    assert list(outlets_by_place(with_town(people), Towns()).values()) == [outlets]


def test_those_of_a_row_are_kept_and_too_few_told() -> None:
    county = with_town(10_000, outlets=3)
    found = outlets_by_place(county, Towns())
    assert list(found.values()) == [3]
    assert outlets_10k(county, found) == 3.0
    texts = [told.text("en") for told in outlets_told(county, found)]
    assert "3 outlets in 1 communities" in texts[0]
    assert "社区0" in texts[1]


def test_enough_are_only_counted() -> None:
    county = with_town(10_000, outlets=4)
    assert len(list(outlets_told(county, outlets_by_place(county, Towns())))) == 1


def test_a_county_without_its_town_has_none() -> None:
    county = small_county.county()
    assert outlets_by_place(county, Towns()) == {}
    assert math.isnan(outlets_10k(county, {}))
    assert list(outlets_told(county, {})) == []
