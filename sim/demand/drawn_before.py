"""Parcels that are kept for the next scenario with the same demand."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import fields

from sim.county.county import County
from sim.demand.source import Demanded, demand_key, parcels_of
from sim.parameters import Parameters


class DrawnBefore:
    """Parcels drawn before, those used longest ago given up first.

    Args:
        most: bytes kept; the last ones drawn stay whatever they are.
    """

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._kept: OrderedDict[tuple[County, str, int, int], Demanded] = OrderedDict()

    def get(self, county: County, parameters: Parameters, seed: int, number: int) -> Demanded:
        """The parcels of a replication."""
        key = (county, demand_key(parameters), seed, number)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        made = parcels_of(county, parameters, seed, number)
        self._kept[key] = made
        self._size += _bytes(made)
        while self._size > self._most and len(self._kept) > 1:
            self._size -= _bytes(self._kept.popitem(last=False)[1])
        return made


def _bytes(demand: Demanded) -> int:
    parcels, market, offers = demand
    columns = [market.time, *(getattr(of, f.name) for of in (parcels, offers) for f in fields(of))]
    return sum(int(column.nbytes) for column in columns)
