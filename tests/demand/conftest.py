"""A small county to draw parcels for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from sim.county.county import County, PointPlace, Seat, Village


def _village(index: int, township: int, population: int, parcels: float | None, name: str) -> Village:
    return Village(f"v{index:03d}", name, "", township, population, parcels, 0.0, 0.0, float(index), 0.0, index, "user", "user")


def make_county(
    villages: int = 40, townships: int = 4, population: int = 800, parcels: float | None = None, first: int = 0, household_size: float = 2.6
) -> County:
    """A county whose villages lie on a line; village i belongs to township i mod ``townships``."""
    seats = tuple(Seat(f"t{t}", f"乡镇{t}", "", 0, 0, 0, float(t), "user") for t in range(townships))
    rows = tuple(_village(first + i, i % townships, population, parcels, f"村{first + i}") for i in range(villages))
    points = tuple(PointPlace(v.code, v.name, v.township, v.x_km, v.y_km) for v in rows)
    size = 1 + townships + villages
    hub = Seat("hub", "县城", "", 0, 0, 0, 0, "user")
    return County(
        "test", "测试县", "Test", 100.0, household_size, "plain", 1.3, 0.5, 1, hub, seats, rows, points, np.ones((size, size)), (), False
    )  # fmt: skip


@pytest.fixture
def county() -> County:
    return make_county()


@pytest.fixture
def build() -> Callable[..., County]:
    return make_county
