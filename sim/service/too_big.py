"""Parcels of a table that no vehicle on their way can ever hold: they are set aside at its base and never arrive."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.plan.note import PlanNote
from sim.plan.plan import ServicePlan
from sim.problems import phrase
from sim.words import Named


def too_big(plan: ServicePlan, brand: NDArray[np.integer], village: NDArray[np.integer], grams: NDArray[np.integer], ml: NDArray[np.integer]) -> Iterator[PlanNote]:
    """A note for each type of vehicle that stops parcels, from the parcels' columns; the first vehicle on a way stops them."""
    ways, on = np.unique(plan.inbound[brand, village], return_inverse=True)
    found: dict[str, list[NDArray[np.intp]]] = {}
    for number, way in enumerate(ways.tolist()):
        left = np.flatnonzero(on == number) if way >= 0 else np.zeros(0, np.intp)
        for line in (plan.lines[hop.line] for hop in plan.ways[way].hops):
            big = (grams[left] > line.capacity_grams) | (ml[left] > line.capacity_ml)
            if big.any():
                found.setdefault(line.vehicle, []).append(left[big])
            left = left[~big]
    for vehicle, parts in found.items():
        parcels, kind = np.concatenate(parts), plan.vehicles[vehicle]
        yield PlanNote("demand.parcels_file", phrase(
            "plannote.too_big", parcels=len(parcels), vehicle=Named(kind.name_zh, kind.name_en), kg=kind.grams / 1000, litres=kind.ml / 1000,
            heaviest=float(grams[parcels].max()) / 1000, bulkiest=float(ml[parcels].max()) / 1000,
        ))  # fmt: skip
