"""Finds the places of a county by what people call them."""

from __future__ import annotations

from sim.county.called import above_places
from sim.county.county import County
from sim.table.names import Names


def names_of(county: County) -> tuple[Names, Names]:
    """The townships and the villages of a county, by index; see ``Names`` for what finds them. A community is found
    under the county town and under the township that the tables list it in."""
    listing = listing_of(county)
    villages = Names(listing, above_places(county.name))
    for i, village in enumerate(county.villages):
        parents = [village.township, *(listing.find(village.listed[-1]) if village.listed else ())]
        villages.add(i, village.code, village.name, parents=parents)
    return _townships(county), villages


def listing_of(county: County) -> Names:
    """Every township by which a village or a community may be named: those of the county, by index, then those that
    list communities and nothing else."""
    names = _townships(county)
    listed = dict.fromkeys(village.listed for village in county.villages if village.listed)
    for i, words in enumerate(listed, start=len(county.townships)):
        if not names.find(words[-1]):
            names.add(i, words[0], *words)
    return names


def _townships(county: County) -> Names:
    names = Names(above=above_places(county.name))
    for i, seat in enumerate(county.townships):
        names.add(i, seat.code, seat.name)
    return names
