"""What line-haul into the county is asked for, where its trucks have a size."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from sim.demand.line_haul import room_of
from sim.plan.actor import Actor
from sim.plan.plan import ServicePlan
from sim.service.load.load import Resource, ResourceLoad, lasting, ratio

if TYPE_CHECKING:
    from sim.demand.outlook import Expected
    from sim.parameters import Parameters

PREFIX = "haul_in/"
"""Begins the key of a brand's trucks; the brand's actor follows."""


def loads(plan: ServicePlan, expected: Expected, parameters: Parameters) -> Iterator[ResourceLoad]:
    """By brand, what comes for the county in a mean week against what a truck a wave and day brings; nothing where trucks bring all, or a table says
    who came when."""
    demand = parameters.demand
    room = room_of(demand)
    if room is None or demand.parcels_file is not None:
        return
    trucked = 7 * (1 - demand.forward_share) * float(expected.weekday.mean())
    for brand, key in enumerate(expected.brands):
        parcels = expected.daily[brand]
        asked = (parcels.sum(), (parcels * expected.kg[brand]).sum(), (parcels * expected.litres[brand]).sum())
        able = (room.parcels, room.grams / 1000, room.ml / 1000)
        found = [(trucked * float(a), 7.0 * len(demand.waves) * can, unit) for a, can, unit in zip(asked, able, ("parcels", "kg", "litres"), strict=True)]
        offered, capacity, unit = found[int(np.argmax([ratio(a, can) for a, can, _ in found]))]
        resource = Resource(f"{PREFIX}{Actor.brand(key)}", "haul_in", plan.places[0].name)
        yield lasting("line_week", resource, offered, capacity, unit)
