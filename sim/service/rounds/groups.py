"""Townships and villages whose rounds leave on days and at times of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from sim.county.county import County
from sim.county.find import names_of
from sim.parameters.schedule import LegSchedule, RoundSchedule, ScheduleGroup
from sim.problems import Problem, phrase
from sim.service.assignment.traits import unknown_places
from sim.service.draft.draft import Draft
from sim.service.mode.mode import LegRule
from sim.service.rounds.rounds import Area


def grouped(draft: Draft, schedule: str, areas: Sequence[Area]) -> list[Area]:
    """Areas in parts of one schedule each; those of whom no group speaks stay as they are.

    A village named goes with its group, whatever its township's; where a point serves several villages, the first group that names one
    of them has it.
    """
    leg = draft.timed(schedule)[0]
    if not isinstance(leg, RoundSchedule) or not leg.groups:
        return list(areas)
    towns, spots = _members(leg.groups, draft)
    return [part for area in areas for part in _parts(area, leg, towns, spots)]


def waits(rule: LegRule, leg: LegSchedule) -> bool:
    """Whether lines leave by the threshold, as their mode or their schedule says."""
    return rule.departure == "threshold" or (isinstance(leg, RoundSchedule) and leg.leaves == "threshold")


def all_departures(leg: LegSchedule) -> tuple[str, ...]:
    """The times at which any line of a leg leaves."""
    if not isinstance(leg, RoundSchedule):
        return leg.depart
    return tuple(sorted({*leg.depart, *(time for group in leg.groups.values() for time in group.of(leg).depart)}))


def _members(groups: Mapping[str, ScheduleGroup], draft: Draft) -> tuple[dict[int, str], dict[int, str]]:
    """The group of each township, and of each place of a village named."""
    townships, villages = names_of(draft.county)
    towns = {town: key for key, group in groups.items() for word in group.townships for town in townships.find(word)}
    spots: dict[int, str] = {}
    for key, group in groups.items():
        for word in group.villages:
            for village in villages.find(word):
                spots.setdefault(int(draft.spots[village]), key)
    return towns, spots


def _parts(area: Area, leg: RoundSchedule, towns: Mapping[int, str], spots: Mapping[int, str]) -> Iterator[Area]:
    """The part of an area that no group has, then that of each group."""
    at = {place: spots.get(place, towns.get(area.township, "")) for place in area.daily}
    for key in ("", *leg.groups):
        mine: Set[int] = {place for place, group in at.items() if group == key}
        if mine:
            part = replace(area, daily={place: n for place, n in area.daily.items() if place in mine})
            yield replace(part, key=f"{area.key}+{key}", schedule=leg.groups[key].of(leg)) if key else part


def group_faults(groups: Mapping[str, ScheduleGroup], where: str, county: County) -> list[Problem]:
    """Groups without members, members that the county has not, and members of two groups."""
    found: list[Problem] = []
    if not groups:  # thousands of scenarios of a sweep are looked through
        return found
    for key, group in groups.items():
        if not group.townships and not group.villages:
            found.append(Problem("schedule.empty_group", f"{where}.{key}", key, phrase("schedule.members")))
        found += unknown_places(group, f"{where}.{key}", county)
    return [*found, *_twice(groups, where, county)]


def _twice(groups: Mapping[str, ScheduleGroup], where: str, county: County) -> Iterator[Problem]:
    """Members that an earlier group has."""
    for kind, names in zip(("townships", "villages"), names_of(county), strict=True):
        met: dict[int, str] = {}
        for key, group in groups.items():
            for word in getattr(group, kind):
                for member in names.find(word)[:1]:
                    if met.setdefault(member, key) != key:
                        yield Problem("schedule.two_groups", f"{where}.{key}.{kind}", word, phrase("schedule.one_group", group=met[member]))
