"""Parcels that no vehicle on their way can hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.service.load.too_big import too_big
from tests.service.small_plan import plan


def test_the_first_vehicle_that_does_not_hold_a_parcel_is_named() -> None:
    small = plan()
    vans = replace(small, lines=tuple(replace(line, capacity_grams=50_000 if line.leg == "trunk" else 20_000) for line in small.lines))
    brand, village = np.zeros(4, int), np.array([0, 0, 1, 1])
    (note,) = too_big(vans, brand, village, np.array([60_000, 1000, 70_000, -1]), np.full(4, 1000))
    assert "2" in note.told.text("en")
    assert "70" in note.told.text("zh")
    stopped = [n.told.text("en") for n in too_big(vans, brand, village, np.array([60_000, 30_000, 1, 1]), np.full(4, 1000))]
    assert len(stopped) == len({vans.lines[0].vehicle, vans.lines[-1].vehicle})
    assert not list(too_big(vans, brand, village, np.full(4, 20_000), np.full(4, 1000)))
