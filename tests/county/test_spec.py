"""What a config may say about a county."""

from __future__ import annotations

from typing import get_args

import pytest
from pydantic import ValidationError

from sim.county.spec import CIRCUITY, CountySpec, Stylised, Terrain


def test_every_terrain_has_a_road_longer_than_the_line() -> None:
    assert set(CIRCUITY) == set(get_args(Terrain))
    assert all(1 < factor <= 2 for factor in CIRCUITY.values())


@pytest.mark.parametrize(
    "given",
    [
        {"slug": "a/b"}, {"slug": ".."}, {"slug": ""}, {"slug": "a b"}, {"slug": "a", "terrain": "sea"}, {"slug": "a", "circuity": 0.9}, {"slug": "a", "r50_km": 0}, {"slug": "a", "coordinates": "gcj02"},
        {"slug": "a", "source": "x", "stylised": {}}, {"slug": "a", "population": 3}, {"slug": "a", "household_size": 0.5}, {},
    ],
)  # fmt: skip
def test_what_is_no_county_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CountySpec.model_validate(given)


def test_ones_own_county_may_be_in_any_known_system() -> None:
    assert CountySpec(slug="a", source="x", coordinates="bd09").coordinates == "bd09"


@pytest.mark.parametrize("given", [{"townships": 0}, {"villages": 0}, {"loop_km": 0}, {"hub_km": -1}, {"residents": 0}])
def test_what_is_no_stylised_county_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Stylised.model_validate(given)
