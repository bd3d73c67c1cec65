"""Faults of the places that keys of the model name, and that the county has not or that are named twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.county.county import County
from sim.demand.harvest import grower_faults
from sim.demand.markets import market_faults
from sim.parameters import Parameters
from sim.parameters.schedule import RoundSchedule
from sim.problems import Problem, did_you_mean, one_of, phrase
from sim.service.load.outages import unknown_places
from sim.service.rounds.groups import group_faults


def place_faults(county: County, p: Parameters) -> Iterator[Problem]:
    """Every such fault, whichever legs and hosts a plan has: of what goes wrong, of timetables, of markets, of what is grown, of groups of
    villages, and of numbers by township."""
    yield from unknown_places(county, p)
    yield from _two_timetables(county, p)
    yield from market_faults(county, p.resident)
    yield from _once(county, "resident.markets", p.resident.markets)
    yield from grower_faults(county, p.demand.outbound)
    for name in type(p.schedule).model_fields:
        if isinstance(leg := getattr(p.schedule, name), RoundSchedule):
            yield from group_faults(leg.groups, f"schedule.{name}.groups", county)
    for where, named in _counts(p):
        yield from _unknown(county, where, named)
        yield from _once(county, where, named)


def _counts(p: Parameters) -> Iterator[tuple[str, dict[str, int]]]:
    """Numbers of vehicles and people that are given by township."""
    for name in type(p.fleet).model_fields:
        if isinstance(count := getattr(getattr(p.fleet, name), "count", None), dict):
            yield f"fleet.{name}.count", count
    for place in ("township", "brand_township", "outlet"):
        for stage, shifts in getattr(p.staffing, place).items():
            rows = [("", shifts), *((f".also.{i}", shift) for i, shift in enumerate(shifts.also))]
            yield from (
                (f"staffing.{place}.{stage}{row}.crew", s.crew) for row, s in rows if isinstance(s.crew, dict)
            )


def _unknown(county: County, where: str, named: Iterable[str]) -> Iterator[Problem]:
    known = _index(county)
    for name in named:
        if name not in known:
            names = one_of([town.name for town in county.townships])
            yield Problem("plan.unknown_township", f"{where}.{name}", name, names, did_you_mean(name, known))


def _once(county: County, where: str, named: Iterable[str]) -> Iterator[Problem]:
    """Townships that a map has by code and by name."""
    index, met = _index(county), dict[int, str]()
    for name in named:
        if name in index and met.setdefault(index[name], name) != name:
            allowed = phrase("plan.township_once", other=met[index[name]])
            yield Problem("plan.township_twice", f"{where}.{name}", name, allowed)


def _two_timetables(county: County, p: Parameters) -> Iterator[Problem]:
    """Townships and lines of two timetables of a host: which is theirs, nothing tells."""
    index = _index(county)
    for name, host in p.host.items():
        met: dict[str | int, str] = {}
        for key, own in host.timetables.items():
            for kind, words in (("townships", own.townships), ("lines", own.lines)):
                for word in words:
                    if met.setdefault(index.get(word, word), key) != key:
                        allowed = phrase("schedule.one_timetable", other=met[index.get(word, word)])
                        yield Problem("schedule.two_timetables", f"host.{name}.timetables.{key}.{kind}", word, allowed)


def _index(county: County) -> dict[str, int]:
    """The townships by code and by name."""
    return {word: i for i, town in enumerate(county.townships) for word in (town.code, town.name)}
