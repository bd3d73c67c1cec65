"""Faults of what a config says goes wrong, as far as only the county tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sim.county.county import County
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan
from sim.problems import Problem, Said, did_you_mean, phrase


def unknown_places(county: County, parameters: Parameters) -> Iterator[Problem]:
    """Places of closed roads, of hosts' lines and of people who are away that the county has not; each is looked for by code and by its
    very name."""
    towns = [word for town in county.townships for word in (town.name, town.code)]
    for where, words in _townships(parameters):
        allowed = phrase("assignment.a_township", county=county.name)
        yield from _unknown("plan.unknown_township", f"{where}.townships", words, towns, allowed)
    hub, points = [county.hub.name, county.hub.code], [word for point in county.points for word in (point.name, point.code)]
    for name, away in parameters.disruption.away.items():
        known = {"driver": [*hub, *towns, *points], "crew": [*hub, *towns], "keeper": points}[away.who]
        allowed = phrase(f"plan.where_{away.who}s_work", county=county.name)
        yield from _unknown("plan.unknown_place", f"disruption.away.{name}.places", away.places, known, allowed)


def _townships(parameters: Parameters) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Where in the config townships are named, and which."""
    for name, closure in parameters.disruption.closures.items():
        yield f"disruption.closures.{name}", closure.townships
    for name, host in parameters.host.items():
        yield from ((f"host.{name}.timetables.{key}", own.townships) for key, own in host.timetables.items())


def unknown_lines(plans: Sequence[ServicePlan], parameters: Parameters) -> Iterator[Problem]:
    """Lines of hosts' timetables that none of the plans has, of hosts that run lines in some of them."""
    for name, host in parameters.host.items():
        lines = [line for plan in plans for line in plan.lines if line.hosted and line.operator.key == name]
        known = list(dict.fromkeys(word for line in lines for word in (line.name, line.key)))
        for key, own in host.timetables.items() if lines else ():
            where = f"host.{name}.timetables.{key}.lines"
            yield from _unknown("plan.unknown_line", where, own.lines, known, phrase("schedule.a_line"))


def _unknown(code: str, where: str, words: tuple[str, ...], known: list[str], allowed: Said) -> Iterator[Problem]:
    for word in words:
        if word not in known:
            yield Problem(code, where, word, allowed, did_you_mean(word, known))
