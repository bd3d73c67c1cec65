"""Faults of what a config says goes wrong, as far as only the county tells."""

from __future__ import annotations

from collections.abc import Iterator

from sim.county.county import County
from sim.parameters import Parameters
from sim.problems import Problem, Said, did_you_mean, phrase


def unknown_places(county: County, parameters: Parameters) -> Iterator[Problem]:
    """Places of closed roads and of people who are away that the county has not; each is looked for by code and by its very name."""
    disruption, towns = parameters.disruption, [word for town in county.townships for word in (town.name, town.code)]
    for name, closure in disruption.closures.items():
        allowed = phrase("assignment.a_township", county=county.name)
        yield from _unknown("plan.unknown_township", f"disruption.closures.{name}.townships", closure.townships, towns, allowed)
    places = [county.hub.name, county.hub.code, *towns, *(word for point in county.points for word in (point.name, point.code))]
    for name, away in disruption.away.items():
        known = places if away.who == "driver" else places[: 2 + len(towns)]
        allowed = phrase(f"plan.where_{away.who}s_work", county=county.name)
        yield from _unknown("plan.unknown_place", f"disruption.away.{name}.places", away.places, known, allowed)


def _unknown(code: str, where: str, words: tuple[str, ...], known: list[str], allowed: Said) -> Iterator[Problem]:
    for word in words:
        if word not in known:
            yield Problem(code, where, word, allowed, did_you_mean(word, known))
