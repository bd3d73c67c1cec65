"""Finds the places of a county by what people call them."""

from __future__ import annotations

from sim.county.called import above_places
from sim.county.county import County
from sim.table.names import Names


def names_of(county: County) -> tuple[Names, Names]:
    """The townships and the villages of a county, by index; see ``Names`` for what finds them."""
    above = above_places(county.name)
    townships = Names(above=above)
    for i, seat in enumerate(county.townships):
        townships.add(i, seat.code, seat.name)
    villages = Names(townships, above)
    for i, village in enumerate(county.villages):
        villages.add(i, village.code, village.name, parent=village.township)
    return townships, villages
