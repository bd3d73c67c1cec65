"""Faults of what a config says goes wrong, as far as only the county tells."""

from __future__ import annotations

from collections.abc import Iterator

from sim.county.county import County
from sim.parameters import Parameters
from sim.problems import Problem, did_you_mean, phrase


def unknown_townships(county: County, parameters: Parameters) -> Iterator[Problem]:
    """Townships of closed roads that the county has not; each is looked for by code and by its very name."""
    for name, closure in parameters.disruption.closures.items():
        yield from _unknown(county, f"disruption.closures.{name}.townships", closure.townships)


def _unknown(county: County, where: str, words: tuple[str, ...]) -> Iterator[Problem]:
    known = [word for town in county.townships for word in (town.name, town.code)]
    for word in words:
        if word not in known:
            allowed = phrase("assignment.a_township", county=county.name)
            yield Problem("plan.unknown_township", where, word, allowed, did_you_mean(word, known))
