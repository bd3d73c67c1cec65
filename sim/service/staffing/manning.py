"""Handlings with their stages and crews 班组: as given, or as many as the heaviest weekday needs (``crews.py``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sim.clock import clock_ms
from sim.demand.outlook import Size
from sim.parameters import Parameters
from sim.parameters.operation import Count, CrewShifts, ShiftHours, StageCrew
from sim.plan.crew import Crew, Shift
from sim.plan.stage import Handling, Stage
from sim.problems import InputError, Problem, Said, phrase
from sim.service.draft.draft import Draft, Unmanned
from sim.service.draft.timetable import every_day
from sim.service.rounds.rounds import by_township, share_out
from sim.service.staffing.crew_needed import Flow, crew_needed, work_of
from sim.service.staffing.crews import Hops, heaviest_day, shift_hours

ONE_PERSON = "one_person"
"""Name of the stage of a handling whose stages one person works."""

BRANDS_OWN = ("brand_hub", "brand_township")
"""Crews, by their key below ``staffing``, that each brand has to itself."""

TOWNS_TOO = ("brand_township",)
"""Those that handle the parcels of the town too."""


def manned(
    draft: Draft, hops: dict[int, Hops], sizes: Sequence[Size], back: dict[int, dict[int, float]]
) -> tuple[Handling, ...]:
    """Every handling of a draft with its stages and crews.

    Args:
        hops: by handling.
        sizes: of parcels by line.
        back: by handling, mean parcels a day that lines bring back to it on their way out of the county.
    """
    flows = {h: heaviest_day(draft, h, of, sizes, back.get(h, {})) for h, of in hops.items()}
    found = tuple(_manned(draft, h, flows) for h in range(len(draft.handlings)))
    _note_short(draft, flows)
    return found


def _manned(draft: Draft, h: int, flows: dict[int, Flow]) -> Handling:
    of = draft.handlings[h]
    if not of.stages or h not in flows:
        return of.handling
    return replace(of.handling, stages=_by_one(draft, of, flows[h]) or _stages(draft, h, flows))


def _stages(draft: Draft, h: int, flows: dict[int, Flow]) -> tuple[Stage, ...]:
    """The stages of a handling, each with its crew, as given or as needed; those done by the crew of another stage share it."""
    names, doers = draft.handlings[h].stages, _doers(draft, draft.handlings[h])
    crews = {doer: _crew(draft, h, doer, flows) for doer in dict.fromkeys(doers.values())}
    return tuple(Stage(name=name, work=work_of(draft.parameters, name, flows[h]), crew=crews[doers[name]]) for name in names)


def _section(draft: Draft, of: Unmanned) -> dict[str, StageCrew]:
    """The crews that a handling's stages may have, by stage."""
    section: dict[str, StageCrew] = getattr(draft.parameters.staffing, of.crew)
    return section


def _doers(draft: Draft, of: Unmanned) -> dict[str, str]:
    """By stage of a handling, the stage whose crew does it: itself, or that which ``crew_of`` names."""
    section = _section(draft, of)
    return {name: (section[name].crew_of if name in section else "") or name for name in of.stages}


def _work(draft: Draft, h: int, doer: str, flows: dict[int, Flow]) -> int:
    """Worker-milliseconds a parcel of all stages of a handling that the crew of a stage does."""
    doers = _doers(draft, draft.handlings[h])
    return sum(work_of(draft.parameters, name, flows[h]) for name in doers if doers[name] == doer)


def _note_short(draft: Draft, flows: dict[int, Flow]) -> None:
    """Note the crews that were given with fewer workers than handlings share them: each of those gets one."""
    short: dict[str, dict[int, Said]] = {}
    for h in flows:
        of = draft.handlings[h]
        place = of.handling.place
        for doer in dict.fromkeys(_doers(draft, of).values()):
            key, sharers = f"staffing.{of.crew}.{doer}.crew", len(_sharers(draft, place, doer, of.crew, flows))
            given = [_given(draft, of.handling, row.crew, key) for row in _rows(_section(draft, of)[doer])]
            if few := [people for people in given if people and people < sharers]:
                told = phrase("plannote.short", place=draft.county.called(place), given=few[0], sharers=sharers)
                short.setdefault(key, {}).setdefault(place, told)
    for key, at in short.items():
        draft.note(key, phrase("plannote.short_crew", places=tuple(at.values())))


def _by_one(draft: Draft, of: Unmanned, flow: Flow) -> tuple[Stage, ...]:
    """One stage for all where a single person a shift does the work of several; none where that is too much, or crews or hours are given apart.

    A parcel is then unloaded, sorted and so on by the same person before the next one.
    """
    section = _section(draft, of)
    rows = [section[name] for name in of.stages if name in section]
    if len(of.stages) < 2 or len(rows) < len(of.stages) or any(shift_hours(row) != shift_hours(rows[0]) for row in rows):
        return ()
    if any(row.crew_of or shift.crew != "auto" for row in rows for shift in _rows(row)):
        return ()
    hours, work = shift_hours(rows[0]), sum(work_of(draft.parameters, name, flow) for name in of.stages)
    if max(crew_needed(hours, flow, work, draft.parameters.staffing.target_load)) > 1:
        return ()
    return (Stage(name=ONE_PERSON, work=work, crew=_on_shifts(draft.parameters, of, ONE_PERSON, [1] * len(hours), hours)),)


def _rows(first: CrewShifts) -> list[ShiftHours]:
    """A crew's shifts by start, as they were given."""
    return sorted((first, *first.also), key=lambda shift: clock_ms(shift.start))


def _on_shifts(parameters: Parameters, of: Unmanned, doer: str, people: Sequence[int], hours: Sequence[tuple[int, int]]) -> Crew:
    """A crew with its shifts on every day of the horizon; ``people`` by shift, and nobody comes to those of 0. A brand's own people at a township handle the town's
    parcels too."""
    horizon, rates = parameters.horizon, parameters.handling
    shifts = [
        Shift(start=start, end=end, people=there)
        for there, interval in zip(people, hours, strict=True)
        if there
        for start, end in every_day(horizon.days, [interval], horizon.start_date)
    ]
    return Crew(
        key=f"{of.handling.key}/{doer}", place=of.handling.place, shifts=tuple(sorted(shifts, key=lambda shift: shift.start)),
        discipline=rates.discipline, shift_end=rates.shift_end, by_work=of.crew in TOWNS_TOO,
    )  # fmt: skip


def _crew(draft: Draft, h: int, doer: str, flows: dict[int, Flow]) -> Crew:
    """The crew of a stage, and of those that it does beside it, as given or as needed."""
    parameters, of = draft.parameters, draft.handlings[h]
    section, key = _section(draft, of), f"staffing.{of.crew}.{doer}"
    if doer not in section:
        raise InputError([Problem("plan.no_crew", key, phrase("plan.no_stage"), phrase("plan.stage"))])
    hours = shift_hours(section[doer])
    needed = crew_needed(hours, flows[h], _work(draft, h, doer, flows), parameters.staffing.target_load)
    given = [_given(draft, of.handling, row.crew, f"{key}.crew") for row in _rows(section[doer])]
    people = [need if mine is None else _part(draft, h, doer, mine, flows) for need, mine in zip(needed, given, strict=True)]
    return _on_shifts(parameters, of, doer, people, hours)


def _given(draft: Draft, handling: Handling, people: Count, where: str) -> int | None:
    """How many people were given for a place; None: to be sized."""
    if people == "auto":
        return None
    if not isinstance(people, dict):
        return int(people)
    township = draft.places[handling.place].township
    if township < 0:
        raise InputError([Problem("plan.crew_by_township", where, phrase("plan.map_of_townships"), phrase("plan.hub_crew"))])
    return by_township(draft, people).get(township)


def _part(draft: Draft, h: int, doer: str, people: int, flows: dict[int, Flow]) -> int:
    """A handling's part of a crew that several operators' handlings at one place share (each brand's own crews are not shared)."""
    if not people:
        return people
    of = draft.handlings[h]
    sharers = _sharers(draft, of.handling.place, doer, of.crew, flows)
    weights = [sum(parcels for _, parcels in flows[i].arrivals) * _work(draft, i, doer, flows) for i in sharers]
    return share_out(people, weights)[sharers.index(h)] if sharers else people


def _sharers(draft: Draft, place: int, doer: str, crew: str, flows: dict[int, Flow]) -> list[int]:
    """The handlings that share a place's crew of a stage; none where each has its own, as each brand has."""
    if crew in BRANDS_OWN:
        return []
    all_ = ((i, draft.handlings[i]) for i in flows)
    return [i for i, of in all_ if of.handling.place == place and of.crew == crew and doer in _doers(draft, of).values()]
