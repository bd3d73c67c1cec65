"""Longitudes and latitudes as people write them."""

from __future__ import annotations

import pytest

from sim.county.degrees import read_degrees

DMS = 118 + 9 / 60 + 44 / 3600


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("118.16", 118.16), ("１１８．１６", 118.16), ("118.16°", 118.16), ("118.16E", 118.16), ("-5", -5.0), ("W5", -5.0), ("498000", 498000.0),
        ("118°09′44″", DMS), ("118°9'44\"", DMS), ("118º09’44”", DMS), ("118° 09' 44'' E", DMS), ("E118°09′44″", DMS), ("东经118度9分44秒", DMS), ("118:09:44", DMS),
        ("118-09-44", DMS), ("118 09 44", DMS), ("118°09.5′", 118 + 9.5 / 60), ("118度", 118.0),
    ],
)  # fmt: skip
def test_degrees_as_people_write_them(text: str, value: float) -> None:
    assert read_degrees(text) == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("text", ["", "abc", "118°75′", "118°09′61″", "E118W", "118.16,36.18", "nan", "inf", "1.1.8", "9" * 100, "118°09′44″12"])
def test_what_is_no_degree(text: str) -> None:
    assert read_degrees(text) is None


@pytest.mark.parametrize(("text", "value"), [("S36°30′", -36.5), ("西经118度", -118.0), ("118°0′59.999″", 118 + 59.999 / 3600), ("0", 0.0), ("118,1622", 118.1622), ("-118°30′", -118.5)])
def test_west_and_south_are_negative_and_seconds_stay_below_sixty(text: str, value: float) -> None:
    assert read_degrees(text) == pytest.approx(value)
