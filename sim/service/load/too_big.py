"""Parcels of a table that no vehicle on their way can ever hold: they are set aside at its base and never arrive."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.plan.note import PlanNote
from sim.plan.plan import ServicePlan
from sim.plan.vehicle import VehicleType
from sim.problems import Phrase, phrase
from sim.words import Named

Column = NDArray[np.integer]


def too_big(plan: ServicePlan, brand: Column, village: Column, grams: Column, ml: Column) -> Iterator[PlanNote]:
    """A note for each type of vehicle that stops parcels, from the parcels' columns; the first vehicle on a way stops them."""
    ways, on = np.unique(plan.inbound[brand, village], return_inverse=True)
    stopped: dict[str, list[NDArray[np.intp]]] = {}
    for number, way in enumerate(ways.tolist()):
        for vehicle, parcels in _stopped(plan, way, np.flatnonzero(on == number), grams, ml):
            stopped.setdefault(vehicle, []).append(parcels)
    for vehicle, parts in stopped.items():
        parcels = np.concatenate(parts)
        yield PlanNote("demand.parcels_file", _told(plan.vehicles[vehicle], grams[parcels], ml[parcels]))


def _stopped(
    plan: ServicePlan, way: int, parcels: NDArray[np.intp], grams: Column, ml: Column
) -> Iterator[tuple[str, NDArray[np.intp]]]:
    """Types of vehicle on a way, each with the parcels that are the first too big for it."""
    for hop in plan.ways[way].hops if way >= 0 else ():
        line = plan.lines[hop.line]
        big = (grams[parcels] > line.capacity_grams) | (ml[parcels] > line.capacity_ml)
        if big.any():
            yield line.vehicle, parcels[big]
        parcels = parcels[~big]


def _told(kind: VehicleType, grams: Column, ml: Column) -> Phrase:
    """How many parcels do not fit into a type of vehicle, and the largest of them."""
    return phrase(
        "plannote.too_big", parcels=len(grams), vehicle=Named(kind.name_zh, kind.name_en), kg=kind.grams / 1000,
        litres=kind.ml / 1000, heaviest=float(grams.max()) / 1000, bulkiest=float(ml.max()) / 1000,
    )  # fmt: skip
