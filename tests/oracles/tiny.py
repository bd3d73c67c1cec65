"""The smallest plans: one hub, one township, one village, everything by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.clock import DAY, HOUR, MINUTE, NEVER
from sim.demand.parcels import MarketTrips, Parcels
from sim.flow.draws import Draws
from sim.plan.depot import Depot
from sim.plan.line import Line, Stop, Timetable
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Shift, Stage
from sim.plan.units import UNLIMITED
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Itinerary
from tests import plans

HUB, TOWNSHIP, VILLAGE = 0, 1, 2
PLACES = (Place("h", "hub", "hub", -1, 0, 0), Place("t", "township", "township", 0, 0, 0), Place("v", "village", "village", 0, 0, 0))
VAN = VehicleType("van", "车", "van", 500, 700_000, 4_500_000, 1.0, 10.0, 0.1)


def at(clock: str, day: int = 0) -> int:
    """Milliseconds of a time of day written ``HH:MM`` or ``HH:MM:SS``."""
    hours, minutes, seconds = (int(x) for x in (clock + ":00").split(":")[:3])
    return day * DAY + hours * HOUR + minutes * MINUTE + seconds * 1000


def stage(work: int, *shifts: Shift, discipline: str = "pooled", shift_end: str = "pause") -> Stage:
    """A stage of the given work a parcel."""
    return Stage("sort", work, shifts, discipline, shift_end)


def daily(start: str, end: str, crew: int, days: int) -> tuple[Shift, ...]:
    """The same shift every day."""
    return tuple(Shift(at(start, d), at(end, d), crew) for d in range(days))


def line(base: int, stops: Sequence[Stop], back: int, *, depot: int = -1, parcels: int = UNLIMITED, max_delay: int = 0) -> Line:
    """A line of a host (no depot) or of ours, with a capacity in parcels."""
    planned = sum(s.drive + s.service for s in stops) + back
    leg = "direct" if base == HUB and stops[-1].place == VILLAGE else "trunk" if base == HUB else "village"
    return Line(
        key=f"line{base}",
        name="line",
        leg=leg,
        operator="pool:x" if depot >= 0 else "host:x",
        vehicle="van",
        base=base,
        stops=tuple(stops),
        back_km=1.0,
        back_drive=back,
        capacity_parcels=parcels,
        capacity_grams=UNLIMITED,
        capacity_ml=UNLIMITED,
        departure=plans.departure(depot, max_delay),
        planned=planned,
        township=0,
    )


def point(place: int = VILLAGE, *, hours: Sequence[tuple[int, int]] = ((0, 1000 * DAY),), return_after: int = 1000 * DAY) -> Point:
    """A point without bounds, open all the time unless told otherwise."""
    return Point("p", place, "shop", tuple(hours), UNLIMITED, None, (), return_after, place == TOWNSHIP, "keeper")


def plan(
    handlings: Sequence[tuple[int, tuple[Stage, ...]]],
    lines: Sequence[Line],
    departures: Sequence[tuple[int, int]],
    the_point: Point,
    horizon: int,
    depots: tuple[Depot, ...] = (),
) -> ServicePlan:
    """Parcels are handled at each (place, stages) in turn and carried from there by the line of the same number.

    ``departures`` are (time, line).
    """
    runs = sorted(departures)
    numbers = [sum(1 for u, m in runs[:i] if m == n and u // DAY == t // DAY) for i, (t, n) in enumerate(runs)] if len(runs) < 500 else [0] * len(runs)
    columns = ([n for _, n in runs], [t // DAY for t, _ in runs], numbers, [t for t, _ in runs])
    hops = tuple(Hop(i, i, len(each.stops) - 1) for i, each in enumerate(lines))
    return ServicePlan(
        name="tiny",
        horizon=horizon,
        places=PLACES,
        vehicles={"van": VAN},
        handlings=tuple(Handling(f"h{i}", place, "pool:x", stages) for i, (place, stages) in enumerate(handlings)),
        depots=depots,
        lines=tuple(lines),
        timetable=Timetable(*(np.array(c, np.int64) for c in columns)),
        points=(the_point,),
        itineraries=(Itinerary(hops, 0, 0, "m", "x"),),
        itinerary=np.zeros((1, 1), np.int64),
        brands=("b",),
        villages=("v",),
    )


def draws(the_plan: ServicePlan, entered: Sequence[int] | np.ndarray, *, dwell: int = 0, work: np.ndarray | None = None, travel: int = 1_000_000) -> Draws:
    """Parcels of one kilogram and one litre, a household each, that enter at the given times; everything else as planned."""
    n, runs = len(entered), len(the_plan.timetable.line)

    def fill(value: int, kind: type) -> np.ndarray:
        return np.full(n, value, kind)

    parcels = Parcels(
        village=fill(0, np.int32),
        brand=fill(0, np.int16),
        entered_hub=np.asarray(entered, np.int64),
        wave=fill(0, np.int8),
        day=(np.asarray(entered, np.int64) // DAY).astype(np.int16),
        grams=fill(1000, np.int32),
        ml=fill(1000, np.int32),
        to_door=fill(0, np.bool_),
        work=fill(1000, np.int16) if work is None else np.asarray(work, np.int16),
        dwell_point=fill(dwell, np.int64),
        dwell_township=fill(dwell, np.int64),
        household=np.arange(n, dtype=np.int32),
    )
    none = np.zeros(runs, np.int64)
    market = MarketTrips(np.full((n, 0), NEVER, np.int64))
    return Draws(parcels, market, np.full(runs, travel, np.int64), np.zeros(runs, np.bool_), none, none, none)
