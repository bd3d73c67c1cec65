"""How many outlets each community of the county town has, and whether these are enough."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import numpy as np

from sim.county.county import County, Village
from sim.parameters.town import Towns
from sim.problems import Phrase, phrase

PEOPLE = 10_000
"""Residents for whom outlets are counted."""

LEAST, ENOUGH = 4, 5
"""Outlets for so many residents that the plans ask of every community (D0-02, D1-02)."""


def communities(county: County) -> list[Village]:
    """The communities of the county town."""
    return [county.villages[v] for v in np.flatnonzero(county.urban).tolist()]


def outlets_by_place(county: County, towns: Towns) -> dict[int, int]:
    """Outlets by the number of a community's place: as its row says, else by ``towns.outlets_10k``, rounded up."""
    return {county.village_place(c): c.outlets or _by_rule(c.population, towns) for c in communities(county)}


def _by_rule(population: int, towns: Towns) -> int:
    return max(1, math.ceil(round(population * towns.outlets_10k / PEOPLE, 9)))


def outlets_10k(county: County, outlets: Mapping[int, int]) -> float:
    """Outlets of the town for 10,000 of its residents; NaN where it has none."""
    people = sum(c.population for c in communities(county))
    return PEOPLE * sum(outlets.values()) / people if people else math.nan


def outlets_told(county: County, outlets: Mapping[int, int]) -> Iterator[Phrase]:
    """What is to be said of the outlets: how many, for how many residents, and which communities have too few."""
    found = communities(county)
    if not found:
        return
    people, each = sum(c.population for c in found), round(outlets_10k(county, outlets), 1)
    yield phrase("plannote.outlets", outlets=sum(outlets.values()), communities=len(found), people=people, each=each)
    short = [c.name for c in found if outlets[county.village_place(c)] * PEOPLE < LEAST * c.population]
    if short:
        yield phrase("plannote.few_outlets", names=tuple(short), least=LEAST, enough=ENOUGH)
