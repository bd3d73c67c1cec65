"""A county of one hub, one township and a few villages, to change one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.parcels import MarketTrips, Parcels
from sim.flow.draws import PPM, Draws
from sim.plan.line import Stop, Timetable
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Shift, Stage
from sim.plan.units import UNLIMITED
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Itinerary
from tests import plans


def daily(days: int, start: float, end: float, crew: int) -> tuple[Shift, ...]:
    """The same shift every day, clock times in hours."""
    return tuple(Shift(int(d * DAY + start * HOUR), int(d * DAY + end * HOUR), crew) for d in range(days))


def parcels(entered: list[float], **columns: Any) -> Parcels:
    """Parcels by time of entry in hours; every other column may be given."""
    n = len(entered)
    times = np.array([round(t * HOUR) for t in entered], np.int64)
    kinds = {
        "village": (np.int32, 0), "brand": (np.int16, 0), "wave": (np.int8, 0), "grams": (np.int32, 1000), "ml": (np.int32, 1000),
        "to_door": (np.bool_, False), "work": (np.int16, 1000), "dwell_point": (np.int64, 0), "dwell_township": (np.int64, 0),
    }  # fmt: skip
    made = {name: np.array(columns.get(name, [default] * n), kind) for name, (kind, default) in kinds.items()}
    made["household"] = np.array(columns.get("household", range(n)), np.int32)
    return Parcels(entered_hub=times, day=(times // DAY).astype(np.int16), **made)


def timetable(rows: list[tuple[float, int]]) -> Timetable:
    """Runs from (hour, line)."""
    runs = sorted((round(hour * HOUR), line) for hour, line in rows)
    scheduled = np.array([t for t, _ in runs], np.int64)
    line = np.array([x for _, x in runs], np.int64)
    day = scheduled // DAY
    number = np.array([sum(1 for j in range(i) if line[j] == line[i] and day[j] == day[i]) for i in range(len(runs))], np.int64)
    return Timetable(line, day, number, scheduled)


def plan(
    *, days: int = 3, hub: tuple[Stage, ...] = (), township: tuple[Stage, ...] = (), runs: list[tuple[float, int]] | None = None,
    van: dict[str, Any] | None = None, round_: dict[str, Any] | None = None, point: dict[str, Any] | None = None, villages: int = 2,
    priorities: tuple[int, ...] = (), vans: int = 1,
) -> ServicePlan:  # fmt: skip
    """Line 0 goes from the hub to the township in an hour, line 1 from there to one village after another, half an hour each.

    By default a van leaves at 9:00 and the round at 12:00 every day, with room for all; nothing is handled anywhere and
    points are always open.
    """
    horizon = days * DAY
    places = [Place("H", "hub", "hub", -1, 0, 0), Place("T", "township", "township", 0, 1, 0)]
    places += [Place(f"V{i}", f"village {i}", "village", 0, 2, i) for i in range(villages)]
    room = {"capacity_parcels": 1000, "capacity_grams": 10**9, "capacity_ml": 10**9}
    trunk = plans.line("trunk", [Stop(1, 30, HOUR, 0)], leg="trunk", **room)
    stops = tuple(Stop(2 + i, 5, 30 * MINUTE, 0) for i in range(villages))
    tour = plans.line("round", stops, base=1, depot=1, township=0, **room)
    default = Point("", 0, "shop", ((0, horizon),), UNLIMITED, None, (), 7 * DAY, False, "keeper")
    points = tuple(replace(default, code=f"P{i}", place=2 + i, **(point or {})) for i in range(villages))
    ways = tuple(Itinerary((Hop(0, 0, 0), Hop(1, 1, i)), i, p, "own", "all") for p in priorities or (0,) for i in range(villages))
    return ServicePlan(
        name="small", horizon=horizon, places=tuple(places), vehicles={"van": VehicleType("van", "", "", 1000, 10**9, 10**9, 1, 1, 0)},
        handlings=(Handling("hub", 0, "pool:all", hub), Handling("township", 1, "pool:all", township)),
        depots=(plans.depot("hub", count=vans), plans.depot("township", 1)),
        lines=(plans.changed(trunk, **(van or {})), plans.changed(tour, **(round_ or {}))),
        timetable=timetable(runs if runs is not None else [(24 * d + h, line) for d in range(days) for h, line in ((9, 0), (12, 1))]),
        points=points, itineraries=ways,
        itinerary=np.arange(len(ways), dtype=np.int64).reshape(max(len(priorities), 1), villages),
        brands=tuple(f"b{i}" for i in range(max(len(priorities), 1))), villages=tuple(f"V{i}" for i in range(villages)),
    )  # fmt: skip


def draws(plan: ServicePlan, parcels: Parcels, *, market: Any = None, **columns: Any) -> Draws:
    """No luck, good or bad, but what is given."""
    n = len(plan.timetable.line)
    households = int(parcels.household.max(initial=-1)) + 1
    kinds = {"travel_ppm": (np.int64, PPM), "cancelled": (np.bool_, False)}
    kinds |= dict.fromkeys(("host_parcels", "host_grams", "host_ml"), (np.int64, 0))
    made = {name: np.array(columns.get(name, [default] * n), kind) for name, (kind, default) in kinds.items()}
    return Draws(parcels, MarketTrips(np.zeros((households, 0), np.int64) if market is None else np.array(market, np.int64)), **made)


def hours(times: Any) -> list[float]:
    """Milliseconds as hours."""
    return [float(t) / HOUR for t in times]
