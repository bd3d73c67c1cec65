"""What a handling has to do on the heaviest weekday, and by when: what its crews are sized to.

The planning rule: a wave of parcels is worked off by the shift in which it comes (the next one, where it comes after). Its crew is large
enough that, at the target load, all work is done by the shift's end, and that what each departure within the shift can take is ready by then
(departures less than an hour after the wave are left to the next wave). The next departure after a shift, or the last one in it, takes what the
shift has done.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sim.clock import DAY, clock_ms
from sim.demand.outlook import Arrival, Size
from sim.parameters import Parameters
from sim.parameters.operation import CrewShifts, StageCrew
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.service.draft.draft import Draft
from sim.service.hosts.host_space import mean_free
from sim.service.staffing.crew_needed import LEAST_WINDOW, Flow

HUB_CREWS = ("hub", "brand_hub")
"""Crews, by their key below ``staffing``, that work at a hub."""


def shift_hours(crew: CrewShifts) -> list[tuple[int, int]]:
    """Start and end of each of a crew's shifts, ms of the day, by start."""
    return sorted((clock_ms(s.start), clock_ms(s.end)) for s in (crew, *crew.also))


def crew_row(section: Mapping[str, StageCrew], stage: str) -> StageCrew:
    """The crew that does a stage: its own, or that of the stage that ``crew_of`` names."""
    return section[section[stage].crew_of or stage]


def wave_departure(arrival: int, hours: Sequence[tuple[int, int]], times: Sequence[int]) -> int:
    """Index of the departure that takes what arrives at a time of day, by the planning rule."""
    _, end = next(((a, b) for a, b in hours if arrival < b), hours[0])
    inside = [i for i, t in enumerate(times) if arrival + LEAST_WINDOW <= t <= end]
    if inside:
        return inside[-1]
    return next((i for i, t in enumerate(times) if t >= max(end, arrival)), 0)


def departure_shares(parameters: Parameters, arrivals: Sequence[Arrival], crew: str, times: Sequence[int]) -> list[float]:
    """Share of the day's parcels that each departure from the hub takes, by the planning rule."""
    section: dict[str, StageCrew] = getattr(parameters.staffing, crew)
    hours = shift_hours(crew_row(section, next(iter(section))))
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

def heaviest_day(draft: Draft, handling: int, hops: Hops, sizes: Sequence[Size], back: dict[int, float]) -> Flow:
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
    section: dict[str, StageCrew] = getattr(draft.parameters.staffing, draft.handlings[handling].crew)
    return shift_hours(crew_row(section, names[0])) if names and names[0] in section else []


def _shares(draft: Draft, line: int) -> list[float]:
    """Share of a line's parcels on each of its departures."""
    of = draft.lines[line]
    here = (it.crew for it in draft.handlings if it.handling.place == of.line.base)
    crew = next((crew for crew in here if crew in HUB_CREWS), "hub")
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
    """Passes of each kind of sort: ceil(destinations / slots), for a sort of each township's parcels to places the mean
    over parcels.

    A community is a destination of the hub's sort like a township.
    """
    slots = draft.parameters.handling.slots
    places = defaultdict[int, set[int]](set)
    parcels = defaultdict[int, float](float)
    outlets: set[int] = set()
    for (_, _, line, end), load in hops.items():
        if draft.lines[line].line.leg == Leg.URBAN:
            outlets.add(end)
        else:
            township = draft.places[end].township
            places[township].add(end)
            parcels[township] += load
    mean = _mean_passes({t: math.ceil(len(of) / slots) for t, of in places.items()}, parcels)
    if _at_hub(draft, handling):
        return {"sort": float(math.ceil((len(places) + len(outlets)) / slots)), "sort_village": mean}
    return {"sort": mean}


def _mean_passes(passes: Mapping[int, int], parcels: Mapping[int, float]) -> float:
    """Passes of the townships' sorts, mean over parcels; the most where there are none."""
    total = sum(parcels.values())
    if not total:
        return float(max(passes.values(), default=1))
    return sum(passes[t] * n for t, n in parcels.items()) / total
