"""What rules ask of villages, as columns over the county's villages."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools
from sim.county.county import County
from sim.county.find import names_of
from sim.problems import Problem, did_you_mean, phrase
from sim.service.assignment.rule import Condition, bounded
from sim.table.names import Names

Passed = Callable[[str], Collection[int]]
"""By key of a mode, the places that the host of its last leg passes."""


def nowhere(_: str) -> Collection[int]:
    """No host passes anywhere."""
    return ()


@dataclass(frozen=True, eq=False)
class Traits:
    """The villages of a county as a pool's rules see them.

    Attributes:
        parcels_day: expected parcels a day of the pool, by village.
        passed: where hosts pass.
        remote: what the assignment calls remote; None: it does not say.
    """

    county: County
    parcels_day: NDArray[np.float64]
    passed: Passed = nowhere
    remote: Condition | None = None

    def meeting(self, condition: Condition) -> Bools:
        """By village, whether a condition holds of it."""
        held = self._bounded(condition) & self._on_lines(condition) & self._named(condition)
        if condition.remote is not None and self.remote is not None:
            held &= self.meeting(self.remote) == condition.remote
        if condition.any_of:
            held &= np.any([self.meeting(inner) for inner in condition.any_of], axis=0)
        for inner in condition.none_of:
            held &= ~self.meeting(inner)
        return held

    def _bounded(self, condition: Condition) -> Bools:
        held = ~self.county.urban
        for name, low, high in bounded(condition):
            column = self._column(name)
            held &= (column >= (-np.inf if low is None else low)) & (column < (np.inf if high is None else high))
        return held

    def _column(self, name: str) -> NDArray[np.float64]:
        """An attribute that has bounds, by its name in ``Condition``."""
        villages, road = self.county.villages, self.county.road_km
        if name == "parcels_day":
            return self.parcels_day
        if name == "population":
            return np.array([v.population for v in villages], float)
        town = [self.county.township_place(v.township) for v in villages]
        start = town if name == "township_km" else [0] * len(town)
        return np.array([road[a, b] for a, b in zip(start, self._places(), strict=True)], float)

    def _places(self) -> list[int]:
        return [self.county.village_place(v) for v in self.county.villages]

    def _on_lines(self, condition: Condition) -> Bools:
        held = np.ones(len(self.county.villages), np.bool_)
        if condition.on_line is not None:
            held &= np.isin(self._places(), list(self.passed(condition.on_line)))
        if condition.off_line is not None:
            held &= ~np.isin(self._places(), list(self.passed(condition.off_line)))
        return held

    def _named(self, condition: Condition) -> Bools:
        townships, villages = _names(self.county)
        held = np.ones(len(self.county.villages), np.bool_)
        if condition.townships:
            held &= np.isin([v.township for v in self.county.villages], _found(townships, condition.townships))
        if condition.villages:
            held &= np.isin(np.arange(len(held)), _found(villages, condition.villages))
        return held


@cache
def _names(county: County) -> tuple[Names, Names]:
    return names_of(county)


def _found(names: Names, words: Collection[str]) -> list[int]:
    return [index for word in words for index in names.find(word)]


class NamesPlaces(Protocol):
    """What names townships and villages."""

    @property
    def townships(self) -> tuple[str, ...]: ...
    @property
    def villages(self) -> tuple[str, ...]: ...


def unknown_places(asked: NamesPlaces, where: str, county: County) -> list[Problem]:
    """Faults of the townships and villages named: none of the county's, or one of several of that name."""
    townships, villages = _names(county)
    faults = []
    for word in asked.townships:
        if len(townships.find(word)) != 1:
            faults.append(_fault("plan.unknown_township", f"{where}.townships", word, townships, county))
    for word in asked.villages:
        if len(villages.find(word)) != 1:
            faults.append(_fault("assignment.unknown_village", f"{where}.villages", word, villages, county))
    return faults


def _fault(code: str, where: str, word: str, names: Names, county: County) -> Problem:
    hits = len(names.find(word))
    if hits:
        return Problem(code, where, word, phrase("assignment.which_village", count=hits))
    place = phrase("assignment.a_village" if "village" in code else "assignment.a_township", county=county.name)
    return Problem(code, where, word, place, did_you_mean(word, names.all()))
