"""One builder of small plans for all tests: a function a part, everything by keyword, and what is not given is the plainest there is.

Places are numbered as in ``places``: the hub, the townships, the villages. A clock time is hours of the day, ``HH:MM`` or ``HH:MM:SS``;
any other time is ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from functools import partial
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE, SECOND
from sim.demand.offers import NO_OFFERS, Direction, Offers
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.streams import Stream, Streams
from sim.flow.disrupted import NOTHING_DISRUPTED, Disrupted
from sim.flow.draws import PPM, Draws
from sim.flow.outcome import PickUps, Sent
from sim.plan.actor import KEEPER, Actor
from sim.plan.crew import Crew, Shift
from sim.plan.departure import Departure, Hosted, Timetabled
from sim.plan.depot import Depot
from sim.plan.leg import Leg
from sim.plan.level import Level
from sim.plan.line import Line, Stop, Timetable
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Stage
from sim.plan.units import UNLIMITED
from sim.plan.vehicle import VehicleType
from sim.plan.way import BASE, Hop, Way

HUB, TOWNSHIP, VILLAGE = 0, 1, 2
"""Places of the smallest county: a hub, a township, a village."""

POOL = Actor.pool("x")
HOST = Actor.host("x")

OF_RULE = ("depot", "max_delay", "turnaround", "most_parcels", "by_run")
"""What a departure rule says, and a test may ask of a line."""

PARCEL_COLUMNS: dict[str, tuple[type, int]] = {
    "village": (np.int32, 0), "brand": (np.int16, 0), "wave": (np.int8, 0), "grams": (np.int32, 1000), "ml": (np.int32, 1000),
    "held": (np.int64, 0), "lost": (np.float32, np.inf), "to_door": (np.bool_, 0), "work": (np.int16, 1000), "dwell_point": (np.int64, 0), "dwell_township": (np.int64, 0),
}  # fmt: skip
OFFER_COLUMNS: dict[str, tuple[type, float]] = {
    "village": (np.int32, 0), "brand": (np.int16, 0), "direction": (np.int8, Direction.OUTBOUND), "grams": (np.int32, 1000),
    "ml": (np.int32, 1000), "work": (np.int16, 1000), "lost": (np.float32, np.inf),
}  # fmt: skip
RUN_COLUMNS: dict[str, tuple[type, int]] = {
    "travel_ppm": (np.int64, PPM), "cancelled": (np.bool_, 0), "host_parcels": (np.int64, 0), "host_grams": (np.int64, 0), "host_ml": (np.int64, 0),
}  # fmt: skip


def at(clock: float | str, day: int = 0) -> int:
    """Milliseconds of a clock time on a day."""
    if not isinstance(clock, str):
        return day * DAY + round(clock * HOUR)
    parts = zip(clock.split(":"), (HOUR, MINUTE, SECOND), strict=False)
    return day * DAY + sum(int(part) * unit for part, unit in parts)


def shift(start: int, end: int, crew: int = 1) -> Shift:
    """A crew at work over ``[start, end)``."""
    return Shift(start=start, end=end, people=crew)


def daily(start: float | str, end: float | str, crew: int, days: int | Iterable[int]) -> tuple[Shift, ...]:
    """The same shift on the first so many days, or on the days given."""
    return tuple(shift(at(start, d), at(end, d), crew) for d in (range(days) if isinstance(days, int) else days))


def opening(start: float | str, end: float | str, days: int) -> tuple[tuple[int, int], ...]:
    """The same opening hours every day."""
    return tuple((at(start, d), at(end, d)) for d in range(days))


def place(level: str, number: int = 0, *, township: int = 0, code: str = "", name: str = "", x_km: float = 0, y_km: float = 0) -> Place:
    """A place, named by its level and number."""
    known = {"hub": "h", "township": f"t{number}", "village": f"v{number}", "beyond": "b"}[level]
    return Place(code=code or known, name=name or f"{level} {number}", level=Level(level), township=-1 if level in ("hub", "beyond") else township, x_km=x_km, y_km=y_km)


def places(townships: int = 1, villages: Sequence[int] = (0,), *, beyond: bool = False) -> tuple[Place, ...]:
    """The hub, the townships, villages by the township of each, and perhaps the world beyond the county."""
    towns = (place("township", t, township=t) for t in range(townships))
    return (place("hub"), *towns, *(place("village", i, township=t) for i, t in enumerate(villages)), *([place("beyond")] if beyond else []))


def vehicle(key: str = "van", **given: Any) -> VehicleType:
    """A vehicle with room for all."""
    fields = {"name_zh": key, "name_en": key, "parcels": UNLIMITED, "grams": UNLIMITED, "ml": UNLIMITED, "yuan_km": 1.0, "yuan_day": 1.0, "co2_kg_km": 0.1}
    return VehicleType(key=key, **fields | given)


def stage(work: int, *shifts: Shift, name: str = "sort", **given: Any) -> Stage:
    """A stage of the given work a parcel, in worker-ms, with a crew of its own; ``given`` is of the crew."""
    return Stage(name=name, work=work, crew=crew(*shifts, key=name, **given))


def crew(*shifts: Shift, key: str = "crew", place: int = HUB, **given: Any) -> Crew:
    """People with shifts at a place."""
    return Crew(key=key, place=place, shifts=tuple(shifts), **given)


def handling(place: int, *stages: Stage, key: str = "", operator: Actor = POOL) -> Handling:
    """Handling at a place; its crews are its own, whatever else was given the same stages."""
    return Handling(key=key or f"handling{place}", place=place, operator=operator, stages=apart(stages, place, key or f"handling{place}"))


def apart(stages: Sequence[Stage], place: int, key: str) -> tuple[Stage, ...]:
    """The same stages with crews of their own at a place, called after it; those among them with the very same crew share it still."""
    known = list({id(stage.crew): stage.crew for stage in stages}.values())
    first = {id(crew): next(stage.name for stage in stages if stage.crew is crew) for crew in known}
    names = list(first.values())
    keys = (f"{key}/{name}" if names.count(name) == 1 else f"{key}/{name}{i}" for i, name in enumerate(names))
    crews = {id(crew): replace(crew, place=place, key=name) for crew, name in zip(known, keys, strict=True)}
    return tuple(replace(stage, crew=crews[id(stage.crew)]) for stage in stages)


def stop(place: int, drive: int, *, service: int = 0, each: int = 0, km: float = 1.0) -> Stop:
    """A stop after a drive, with service for the stop and for each parcel, ms."""
    return Stop(place=place, km=km, drive=drive, service=service, service_parcel=each)


def depot(base: int, count: int = 1, *, start: float | str = 0, end: float | str = 24, key: str = "", operator: Actor = POOL, vehicle: str = "van") -> Depot:
    """Vehicles of a base, on duty all day unless told otherwise."""
    return Depot(key=key or f"depot{base}", operator=operator, base=base, vehicle=vehicle, count=count, duty_start=at(start), duty_end=at(end))


def departure(depot: int = 0, *, max_delay: int = 0, turnaround: int = 0, most_parcels: int = UNLIMITED, by_run: tuple[int, ...] = ()) -> Departure:
    """Runs of our own from a depot, or, with depot -1, a host's."""
    return Hosted(most_parcels=most_parcels, by_run=by_run) if depot < 0 else Timetabled(depot=depot, max_delay=max_delay, turnaround=turnaround)


def line(base: int, stops: Sequence[Stop], back: int, *, depot: int = -1, key: str = "", leg: str = "", **given: Any) -> Line:
    """A line with room for all: ours if it has a depot, else a host's. Its leg follows from its ends; ``given`` may be of its departure rule."""
    ends = "village" if base else "trunk" if stops[-1].place == TOWNSHIP else "direct"
    fields: dict[str, Any] = {
        "key": key or f"line{base}", "name": key, "leg": Leg(leg or ends), "operator": HOST if depot < 0 else POOL, "vehicle": "van", "back_km": 1.0,
        "planned": sum(s.drive + s.service for s in stops) + back, "township": 0,
        "capacity_parcels": UNLIMITED, "capacity_grams": UNLIMITED, "capacity_ml": UNLIMITED,
    }  # fmt: skip
    made = Line(base=base, stops=tuple(stops), back_drive=back, departure=departure(depot), **fields)
    return changed(made, **given)


def changed(of: Line, **given: Any) -> Line:
    """The line with some attributes changed, its own or those of its departure rule (``depot=-1``: a host's)."""
    rule = {name: given.pop(name) for name in OF_RULE if name in given}
    if rule and of.hosted != (rule.get("depot", of.depot) < 0):
        known = {name: getattr(of, name) for name in OF_RULE}
        given["departure"] = departure(**known | rule)
    elif rule:
        named = {f.name for f in fields(of.departure)}
        given["departure"] = replace(of.departure, **{name: value for name, value in rule.items() if name in named})
    return replace(of, **given)


def timetable(runs: Iterable[tuple[int, int]]) -> Timetable:
    """Runs from (ms, line)."""
    known: dict[tuple[int, int], int] = {}
    rows = []
    for scheduled, number in sorted(runs):
        day = scheduled // DAY
        known[number, day] = known.get((number, day), -1) + 1
        rows.append((number, day, known[number, day], scheduled))
    return Timetable.of(*np.array(rows, np.int64).reshape(-1, 4).T.copy())


def point(place: int, **given: Any) -> Point:
    """A point without bounds that never closes and returns nothing; who shelves is its own crew."""
    fields = {
        "code": f"p{place}", "type": "shop", "hours": ((0, 1000 * DAY),), "shelf": UNLIMITED, "shelve": None, "door_times": (),
        "return_after": 1000 * DAY, "remote": False, "keeper": KEEPER,
    }  # fmt: skip
    made = Point(place=place, **fields | given)
    return replace(made, shelve=apart([made.shelve], place, made.code)[0]) if made.shelve else made


def hop(handling: int, line: int, stop: int, *, board: int = BASE) -> Hop:
    """Handled, then carried by a line to its stop of that number, from its base or another stop."""
    return Hop(handling=handling, line=line, alight=stop, board=board)


def way(*hops: Hop, point: int = 0, priority: int = 0, mode: str = "m", pool: str = "x") -> Way:
    """The way of a parcel."""
    return Way(hops=hops, point=point, priority=priority, mode=mode, pool=pool)


def plan(*, ways: Sequence[Way], served: Any = None, runs: Iterable[tuple[int, int]] = (), **given: Any) -> ServicePlan:
    """A plan of its parts. ``served``: by brand and village (by direction before them, if anything goes out) the number of its way; without it
    one brand has a way a village."""
    by = np.array([range(len(ways))] if served is None else served, np.int64)
    by = by[None] if by.ndim == 2 else by
    fields = {
        "name": "made", "horizon": DAY, "places": places(), "vehicles": {"van": vehicle()}, "depots": (), "timetable": timetable(runs),
        "brands": tuple(f"b{b}" for b in range(by.shape[1])), "villages": tuple(f"v{v}" for v in range(by.shape[2])),
    }  # fmt: skip
    staffed = [of.key for of in given.get("handlings", ()) if of.stages]
    assert len(set(staffed)) == len(staffed), "two handlings with stages and one key have the same crews"
    return ServicePlan(ways=tuple(ways), way=by, **fields | given)


def parcels(entered: Any, **columns: Any) -> Parcels:
    """Parcels that enter the hub at the given ms, of one kilogram and one litre, a household each; every column may be given, or one value for all."""
    times = np.asarray(entered, np.int64)
    made = {name: _filled(columns.get(name, default), len(times), kind) for name, (kind, default) in PARCEL_COLUMNS.items()}
    household = np.asarray(columns.get("household", range(len(times))), np.int32)
    return Parcels(luck=np.empty((len(times), 0)), entered_hub=times, day=(times // DAY).astype(np.int16), household=household, **made)


def offers(offered: Any, **columns: Any) -> Offers:
    """Outbound parcels offered at the given ms, of one kilogram and one litre; every column may be given, or one value for all."""
    times = np.asarray(offered, np.int64)
    made = {name: _filled(columns.get(name, default), len(times), kind) for name, (kind, default) in OFFER_COLUMNS.items()}
    return Offers(offered=times, **made)


def nothing_sent() -> Sent:
    """No outbound parcels."""
    times = {f.name: np.zeros(0, np.int64) for f in fields(Sent) if f.name != "oversize"}
    return Sent(**times, oversize=np.zeros(0, np.bool_))


def no_pick_ups() -> PickUps:
    """No stops of runs that pick up."""
    return PickUps(**{f.name: np.zeros(0, np.int64) for f in fields(PickUps)})


def streams(replication: int = 0) -> Streams:
    """The random streams of a replication."""
    return partial(Stream, 3, replication)


def draws(
    plan: ServicePlan, parcels: Parcels, *, market: Any = None, offers: Offers = NO_OFFERS,
    disrupted: Disrupted = NOTHING_DISRUPTED, **columns: Any,
) -> Draws:
    """No luck, good or bad, but what is given, by run or one value for all; nobody goes to market unless told when."""
    households = int(parcels.household.max(initial=-1)) + 1
    runs = len(plan.timetable.line)
    made = {name: _filled(columns.get(name, default), runs, kind) for name, (kind, default) in RUN_COLUMNS.items()}
    trips = np.zeros((households, 0), np.int64) if market is None else np.array(market, np.int64)
    return Draws(parcels, MarketTrips(trips), offers=offers, disrupted=disrupted, **made)


def _filled(value: Any, size: int, kind: type) -> np.ndarray:
    return np.broadcast_to(np.asarray(value, kind), size).copy()
