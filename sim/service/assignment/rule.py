"""Rules of an assignment as a person writes them: which villages, and the mode that serves them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Self

from pydantic import Field, model_validator

from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.problems import Phrase, RefusedError, Said, phrase

_BOUNDS = ("parcels_day", "population", "km", "township_km")
"""Traits with a bound from below, ``from_...`` (it included), and one from above, ``below_...`` (it not included)."""


class Condition(Section):
    """What a village must be: everything that is given here holds of it; with nothing given, any village.

    Attributes:
        from_parcels_day, below_parcels_day: expected parcels a day of the pool, either direction of the bound.
        from_population, below_population: people.
        from_km, below_km: road from the hub. ``from_township_km``, ``below_township_km``: road from its township.
        on_line, off_line: key of a mode; the host of its last leg passes the village on its own lines, or does not.
        remote: whether it is what the assignment calls remote, see ``Assignment.remote``.
        townships, villages: it, or its township, is one of these, by code or name (a village also 乡镇/村名).
        any_of: one of these conditions holds at least. ``none_of``: none of these holds.
    """

    from_parcels_day: float | None = Field(None, ge=0)
    below_parcels_day: float | None = Field(None, ge=0)
    from_population: float | None = Field(None, ge=0)
    below_population: float | None = Field(None, ge=0)
    from_km: float | None = Field(None, ge=0)
    below_km: float | None = Field(None, ge=0)
    from_township_km: float | None = Field(None, ge=0)
    below_township_km: float | None = Field(None, ge=0)
    on_line: str | None = None
    off_line: str | None = None
    remote: bool | None = None
    townships: Names = ()
    villages: Names = ()
    any_of: tuple[Condition, ...] = ()
    none_of: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        for name in _BOUNDS:
            low, high = self.bounds(name)
            if low is not None and high is not None and low >= high:
                raise RefusedError(phrase("assignment.bounds"), found=f"from_{name} {low:g}, below_{name} {high:g}")
        return self

    def bounds(self, name: str) -> tuple[float | None, float | None]:
        """The bounds of an attribute from below and from above."""
        return getattr(self, f"from_{name}"), getattr(self, f"below_{name}")

    @property
    def empty(self) -> bool:
        """Whether it holds of any village."""
        return not any(getattr(self, name) not in (None, ()) for name in Condition.model_fields)

    def within(self, where: str) -> Iterator[tuple[str, Condition]]:
        """Itself and the conditions inside it, each with its place in the config."""
        yield where, self
        for name in ("any_of", "none_of"):
            for i, inner in enumerate(getattr(self, name)):
                yield from inner.within(f"{where}.{name}.{i}")


class AssignmentRule(Condition):
    """Villages of which the condition holds are served by ``mode``; of several rules the first that fits holds."""

    mode: str


def bounded(condition: Condition) -> Iterator[tuple[str, float | None, float | None]]:
    """The attributes that a condition bounds, with the bounds."""
    for name in _BOUNDS:
        low, high = condition.bounds(name)
        if low is not None or high is not None:
            yield name, low, high


Naming = Callable[[str], Said]
"""What people call a mode, by its key."""


def in_words(condition: Condition, naming: Naming = str) -> Phrase:
    """A condition as people say it: what must hold, one after the other."""
    parts = [*_bounds_in_words(condition), *_kinds_in_words(condition, naming)]
    if condition.any_of:
        parts.append(phrase("assignment.any_of", conditions=_listed(condition.any_of, naming)))
    if condition.none_of:
        parts.append(phrase("assignment.none_of", conditions=_listed(condition.none_of, naming)))
    if not parts:
        return phrase("assignment.any_village")
    return reduce(lambda one, other: phrase("assignment.both", one=one, other=other), parts)


def _listed(conditions: tuple[Condition, ...], naming: Naming) -> Phrase:
    told = (in_words(condition, naming) for condition in conditions)
    return reduce(lambda one, other: phrase("assignment.either", one=one, other=other), told)


_BELOW = {
    "parcels_day": "assignment.below_parcels_day", "population": "assignment.below_population",
    "km": "assignment.below_km", "township_km": "assignment.below_township_km",
}  # fmt: skip
_FROM = {
    "parcels_day": "assignment.from_parcels_day", "population": "assignment.from_population",
    "km": "assignment.from_km", "township_km": "assignment.from_township_km",
}  # fmt: skip


def _bounds_in_words(condition: Condition) -> Iterator[Phrase]:
    for name, low, high in bounded(condition):
        if high is not None:
            yield phrase(_BELOW[name], number=f"{high:g}")
        if low is not None:
            yield phrase(_FROM[name], number=f"{low:g}")


def _kinds_in_words(condition: Condition, naming: Naming) -> Iterator[Phrase]:
    if condition.on_line is not None:
        yield phrase("assignment.on_line", mode=naming(condition.on_line))
    if condition.off_line is not None:
        yield phrase("assignment.off_line", mode=naming(condition.off_line))
    if condition.remote is not None:
        yield phrase("assignment.remote" if condition.remote else "assignment.not_remote")
    if condition.townships:
        yield phrase("assignment.of_townships", names=condition.townships)
    if condition.villages:
        yield phrase("assignment.of_villages", names=condition.villages)
