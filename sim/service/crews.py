"""Crews 班组 of the stages: as given, or sized to the heaviest weekday.

The planning rule: a wave of parcels is worked off by the shift in which it comes (the next one, where it comes after). Its crew is large
enough that, at the target load, all work is done by the shift's end, and that what each departure within the shift can take is ready by then
(departures less than an hour after the wave are left to the next wave). The next departure after a shift, or the last one in it, takes what the
shift has done.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sim.clock import DAY, clock_ms
from sim.demand.outlook import Arrival, Size
from sim.parameters import Parameters
from sim.parameters.operation import Count, CrewShifts
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.stage import Handling, Shift, Stage
from sim.problems import InputError, Problem, Said, phrase
from sim.service.crew_needed import LEAST_WINDOW, Flow, crew_needed, work_of
from sim.service.draft import Draft
from sim.service.host_space import mean_free
from sim.service.rounds import by_township, share_out
from sim.service.timetable import every_day

ONE_PERSON = "one_person"
"""Name of the stage of a handling whose stages one person works."""


def shift_hours(crew: CrewShifts) -> list[tuple[int, int]]:
    """Start and end of each of a crew's shifts, ms of the day, by start."""
    return sorted((clock_ms(s.start), clock_ms(s.end)) for s in (crew, *crew.also))


def wave_departure(arrival: int, hours: Sequence[tuple[int, int]], times: Sequence[int]) -> int:
    """Index of the departure that takes what arrives at a time of day, by the planning rule."""
    _, end = next(((a, b) for a, b in hours if arrival < b), hours[0])
    inside = [i for i, t in enumerate(times) if arrival + LEAST_WINDOW <= t <= end]
    if inside:
        return inside[-1]
    return next((i for i, t in enumerate(times) if t >= max(end, arrival)), 0)


def departure_shares(parameters: Parameters, arrivals: Sequence[Arrival], crew: str, times: Sequence[int]) -> list[float]:
    """Share of the day's parcels that each departure from the hub takes, by the planning rule."""
    section: dict[str, CrewShifts] = getattr(parameters.staffing, crew)
    hours = shift_hours(next(iter(section.values())))
    shares = [0.0] * len(times)
    for arrival in arrivals:
        shares[wave_departure(in_time(arrival.time, hours), hours, times)] += arrival.share
    return shares


def in_time(arrival: int, hours: Sequence[tuple[int, int]]) -> int:
    """When an arrival counts: what comes within the last hour of a shift, with little of it left, counts as coming at its end."""
    return next((end for start, end in hours if max(start, end - LEAST_WINDOW) < arrival < end), arrival)


def _counted(arrival: int, hours: Sequence[tuple[int, int]], onward: Sequence[int]) -> int:
    """When an arrival at a time of day counts, as ``in_time``, unless a departure onward before the next shift would then go without it."""
    late = in_time(arrival, hours)
    if late == arrival:
        return arrival
    after = next((start for start, _ in hours if start >= late), hours[0][0] + DAY)
    return arrival if any(late <= t < after or late <= t + DAY < after for t in onward) else late


Hops = dict[tuple[int, int, int, int], float]
"""Mean parcels a day by (line in, its stop, line out, last place); line in is -1 where parcels come off the trucks."""


def manned(
    draft: Draft, hops: dict[int, Hops], sizes: Sequence[Size], back: dict[int, dict[int, float]]
) -> tuple[Handling, ...]:
    """Every handling of a draft with its stages and crews.

    Args:
        hops: by handling.
        sizes: of parcels by line.
        back: by handling, mean parcels a day that lines bring back to it on their way out of the county.
    """
    flows = {h: _flow(draft, h, of, sizes, back.get(h, {})) for h, of in hops.items()}
    found = tuple(_manned(draft, h, flows) for h in range(len(draft.handlings)))
    _note_short(draft, flows)
    return found


def _manned(draft: Draft, h: int, flows: dict[int, Flow]) -> Handling:
    of = draft.handlings[h]
    if not of.stages or h not in flows:
        return of.handling
    stages = _by_one(draft, of.stages, of.crew, flows[h])
    return replace(of.handling, stages=stages or tuple(_stage(draft, h, of.handling, name, of.crew, flows) for name in of.stages))


def _note_short(draft: Draft, flows: dict[int, Flow]) -> None:
    """Note the crews that were given with fewer workers than handlings share them: each of those gets one."""
    short: dict[str, dict[int, Said]] = {}
    for h in flows:
        handling, names, crew = draft.handlings[h].handling, draft.handlings[h].stages, draft.handlings[h].crew
        for name in names:
            key, sharers = f"staffing.{crew}.{name}.crew", len(_sharers(draft, handling.place, name, crew, flows))
            first: CrewShifts = getattr(draft.parameters.staffing, crew)[name]
            for row in (first, *first.also):
                given = _given(draft, handling, row.crew, key)
                if given and given < sharers:
                    short.setdefault(key, {}).setdefault(handling.place, phrase("plannote.short", place=draft.county.called(handling.place), given=given, sharers=sharers))
    for key, at in short.items():
        draft.note(key, phrase("plannote.short_crew", places=tuple(at.values())))


def _flow(draft: Draft, handling: int, hops: Hops, sizes: Sequence[Size], back: dict[int, float]) -> Flow:
    """The heaviest day of a handling."""
    hours = _first_hours(draft, handling)
    onward = [time for _, _, line, _ in hops for time in draft.lines[line].fixed]
    arrivals, takers = defaultdict[int, float](float), defaultdict[int, float](float)
    for (line, stop, out, _), parcels in hops.items():
        takers[out] += parcels
        for time, share in _coming(draft, line, stop, hours, onward):
            arrivals[time % DAY] += parcels * share
    for line, parcels in back.items():
        for time, share in _coming_back(draft, line, hours):
            arrivals[time] += parcels * share
    rows = tuple(_taker(draft, line, parcels, sizes[line]) for line, parcels in sorted(takers.items()))
    return Flow(
        arrivals=tuple(sorted(arrivals.items())), takers=rows, passes=_passes(draft, handling, hops),
        screened=draft.parameters.handling.screened_share if _at_hub(draft, handling) else 0.0,
    )  # fmt: skip


def _at_hub(draft: Draft, handling: int) -> bool:
    return draft.places[draft.handlings[handling].handling.place].level == Level.HUB


def _coming(
    draft: Draft, line: int, stop: int, hours: Sequence[tuple[int, int]], onward: Sequence[int]
) -> list[tuple[int, float]]:
    """When parcels that a line brings to a stop, or the trucks (line -1) to the hub, count as come, and how many of a mean day's."""
    if line < 0:
        return [(in_time(it.time, hours), it.share * draft.expected.peak) for it in draft.expected.arrivals]
    of = draft.lines[line]
    days, ride = of.service.heaviest(draft.expected.weekday), of.line.ride(stop)
    shares = zip(of.service.times, _shares(draft, line), strict=True)
    return [(_counted((time + ride) % DAY, hours, onward), share * days) for time, share in shares]


def _coming_back(draft: Draft, line: int, hours: Sequence[tuple[int, int]]) -> list[tuple[int, float]]:
    """When a line's runs are back, by the day's clock, and how many of a mean day's parcels each brings: all alike."""
    of = draft.lines[line]
    each = of.service.heaviest(draft.expected.weekday) / max(len(of.service.times), 1)
    return [(in_time((time + of.line.planned) % DAY, hours), each) for time in of.service.times]


def _taker(draft: Draft, line: int, parcels: float, size: Size) -> tuple[float, float, tuple[int, ...]]:
    """Of a line that carries so many mean parcels a day on: those of the heaviest day, its space, and its times."""
    service = draft.lines[line].service
    return parcels * service.heaviest(draft.expected.weekday), _space(draft, line, size), draft.lines[line].fixed


def _first_hours(draft: Draft, handling: int) -> list[tuple[int, int]]:
    """Hours of the first stage of a handling; none where it has no stage."""
    names = draft.handlings[handling].stages
    section: dict[str, CrewShifts] = getattr(draft.parameters.staffing, draft.handlings[handling].crew)
    return shift_hours(section[names[0]]) if names and names[0] in section else []


def _shares(draft: Draft, line: int) -> list[float]:
    """Share of a line's parcels on each of its departures."""
    of = draft.lines[line]
    here = (it.crew for it in draft.handlings if it.handling.place == of.line.base)
    crew = next((crew for crew in here if crew.endswith("hub")), "hub")
    return departure_shares(draft.parameters, draft.expected.arrivals, crew, of.service.times)


def _space(draft: Draft, line: int, size: Size) -> float:
    """Parcels of a size that fit into a departure."""
    of = draft.lines[line].line
    if not of.hosted:
        return size.fitting(of.capacity)
    known = draft.parameters
    host = known.host[of.operator.key]
    return size.fitting(mean_free(host, of.capacity, of.most_parcels, known))


def _passes(draft: Draft, handling: int, hops: Hops) -> dict[str, float]:
    """Passes of each kind of sort: ceil(destinations / slots), for a sort of each township's parcels to places the mean over parcels.

    A community is a destination of the hub's sort like a township.
    """
    slots = draft.parameters.handling.slots
    places: dict[int, set[int]] = {}
    outlets: set[int] = set()
    parcels: dict[int, float] = {}
    for (_, _, line, end), load in hops.items():
        township = draft.places[end].township
        if draft.lines[line].line.leg == Leg.URBAN:
            outlets.add(end)
            continue
        places.setdefault(township, set()).add(end)
        parcels[township] = parcels.get(township, 0.0) + load
    to_places = {t: math.ceil(len(of) / slots) for t, of in places.items()}
    total = sum(parcels.values())
    mean = sum(to_places[t] * n for t, n in parcels.items()) / total if total else float(max(to_places.values(), default=1))
    if _at_hub(draft, handling):
        return {"sort": float(math.ceil((len(places) + len(outlets)) / slots)), "sort_village": mean}
    return {"sort": mean}


def _by_one(draft: Draft, names: Sequence[str], crew: str, flow: Flow) -> tuple[Stage, ...]:
    """One stage for all where a single person a shift does the work of several; none where that is too much, or crews or hours are given apart.

    A parcel is then unloaded, sorted and so on by the same person before the next one.
    """
    section: dict[str, CrewShifts] = getattr(draft.parameters.staffing, crew)
    rows = [section[name] for name in names if name in section]
    if len(names) < 2 or len(rows) < len(names) or any(shift_hours(row) != shift_hours(rows[0]) for row in rows):
        return ()
    if any(shift.crew != "auto" for row in rows for shift in (row, *row.also)):
        return ()
    hours, work = shift_hours(rows[0]), sum(work_of(draft.parameters, name, flow) for name in names)
    if max(crew_needed(hours, flow, work, draft.parameters.staffing.target_load)) > 1:
        return ()
    return (_on_shifts(draft.parameters, ONE_PERSON, crew, work, [1] * len(hours), hours),)


def _on_shifts(
    parameters: Parameters, name: str, crew: str, work: int, sizes: Sequence[int], hours: Sequence[tuple[int, int]]
) -> Stage:
    """A stage with its shifts on every day of the horizon; nobody comes to those of size 0."""
    horizon, rates = parameters.horizon, parameters.handling
    shifts = [
        Shift(start=start, end=end, crew=size)
        for size, interval in zip(sizes, hours, strict=True)
        if size
        for start, end in every_day(horizon.days, [interval], horizon.start_date)
    ]
    ordered = tuple(sorted(shifts, key=lambda shift: shift.start))
    return Stage(name=name, work=work, shifts=ordered, discipline=rates.discipline, shift_end=rates.shift_end, by_work=_serves_the_town(crew))


def _serves_the_town(crew: str) -> bool:
    """Whether a crew is a brand's own at a township, which handles the town's parcels too."""
    return crew == "brand_township"


def _stage(draft: Draft, h: int, handling: Handling, name: str, crew: str, flows: dict[int, Flow]) -> Stage:
    """One stage with its crew, as given or as needed."""
    parameters = draft.parameters
    section: dict[str, CrewShifts] = getattr(parameters.staffing, crew)
    if name not in section:
        raise InputError([Problem("plan.no_crew", f"staffing.{crew}.{name}", phrase("plan.no_stage"), phrase("plan.stage"))])
    work = work_of(parameters, name, flows[h])
    hours = shift_hours(section[name])
    needed = crew_needed(hours, flows[h], work, parameters.staffing.target_load)
    rows = sorted((section[name], *section[name].also), key=lambda s: clock_ms(s.start))
    given = [_given(draft, handling, row.crew, f"staffing.{crew}.{name}.crew") for row in rows]
    sizes = [
        need if number is None else _part(draft, h, name, crew, number, flows)
        for need, number in zip(needed, given, strict=True)
    ]
    return _on_shifts(parameters, name, crew, work, sizes, hours)


def _given(draft: Draft, handling: Handling, count: Count, where: str) -> int | None:
    """The crew that was given for a place; None: to be sized."""
    if count == "auto":
        return None
    if not isinstance(count, dict):
        return int(count)
    township = draft.places[handling.place].township
    if township < 0:
        raise InputError([Problem("plan.crew_by_township", where, phrase("plan.map_of_townships"), phrase("plan.hub_crew"))])
    return by_township(draft, count, where).get(township)


def _part(draft: Draft, h: int, name: str, crew: str, given: int, flows: dict[int, Flow]) -> int:
    """A handling's part of a crew that several operators' handlings at one place share (each brand's own crews are not shared)."""
    if not given:
        return given
    sharers = _sharers(draft, draft.handlings[h].handling.place, name, crew, flows)
    weights = [sum(parcels for _, parcels in flows[i].arrivals) * work_of(draft.parameters, name, flows[i]) for i in sharers]
    return share_out(given, weights)[sharers.index(h)] if sharers else given


def _sharers(draft: Draft, place: int, name: str, crew: str, flows: dict[int, Flow]) -> list[int]:
    """The handlings that share a place's crew of a stage; none where each has its own, as each brand has."""
    if crew.startswith("brand"):
        return []
    all_ = ((i, draft.handlings[i]) for i in flows)
    return [i for i, of in all_ if of.handling.place == place and of.crew == crew and name in of.stages]
