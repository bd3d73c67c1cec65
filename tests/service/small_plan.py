"""A hub, a township and two villages, planned by hand: one trunk line by truck, one village round by van, one host round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE, clock_ms
from sim.demand.expected import Expected, of_parameters
from sim.parameters import Parameters
from sim.plan.line import Stop, Timetable
from sim.plan.place import Place
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Handling, Shift, Stage
from sim.plan.vehicle import VehicleType
from sim.plan.way import Hop, Itinerary
from tests import plans

DAYS = 14
EVERY = list(range(DAYS))


def parameters(**changes: Any) -> Parameters:
    """Two weeks without warm-up; everything else as it comes."""
    return Parameters.model_validate({"horizon": {"warmup_days": 0, "measured_days": DAYS, "drain_days": 0}, **changes})


def expected(per_village: tuple[float, float] = (100.0, 50.0)) -> Expected:
    """One brand, 150 parcels a day, a fifth more on Mondays."""
    weekday = np.array([1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 0.8])
    found = of_parameters(parameters(), np.array([per_village]), weekday, ("v0", "v1"), np.array([2000, 1000]))
    return replace(found, brands=("alpha",))


def shifts(start: str, end: str, crew: int, days: range = range(DAYS)) -> tuple[Shift, ...]:
    """The same shift on each of the days."""
    return tuple(Shift(d * DAY + clock_ms(start), d * DAY + clock_ms(end), crew) for d in days)


def timetable(departures: dict[int, tuple[list[int], list[str]]]) -> Timetable:
    """Runs of each line number on days at clock times."""
    rows = sorted((d * DAY + clock_ms(t), line, d, n) for line, (days, times) in departures.items() for d in days for n, t in enumerate(times))
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return Timetable(columns[1], columns[2], columns[3], columns[0])


def plan(**changes: Any) -> ServicePlan:
    """Village 0 by own van from the township, daily at 10:30; village 1 by the post, Mondays, Wednesdays and Fridays at 09:00."""
    hours = tuple((d * DAY + 8 * HOUR, d * DAY + 20 * HOUR) for d in range(DAYS))
    point = Point("p0", 2, "shop", hours, 300, None, (), 7 * DAY, False, "keeper")
    to_town = Stop(1, 20.0, 30 * MINUTE, 6 * MINUTE)
    stop = Stop(2, 10.0, 24 * MINUTE, 6 * MINUTE)
    trunk = plans.line("trunk", [to_town], leg="trunk", name="干线1", operator="pool:joint", vehicle="truck", back_km=20.0, planned=66 * MINUTE, capacity_parcels=1000, capacity_grams=10**6, capacity_ml=10**7)
    van = plans.line("van", [stop], base=1, name="村线1", operator="pool:joint", vehicle="minivan", back_km=10.0, back=24 * MINUTE, planned=HOUR, depot=1, township=0, capacity_parcels=200, capacity_grams=10**6, capacity_ml=10**7)
    post = plans.changed(van, key="post", name="邮路1", operator="host:post", vehicle="motorbike", stops=(replace(stop, place=3),), capacity_parcels=400, depot=-1)
    names = (("truck", "厢货", "truck"), ("minivan", "面包车", "minivan"), ("motorbike", "摩托车", "motorbike"))
    whole = ServicePlan(
        name="made", horizon=DAYS * DAY,
        places=(Place("h", "县中心", "hub", -1, 0, 0), Place("t", "镇中心", "township", 0, 0, 20), Place("p0", "东村", "village", 0, 0, 30), Place("p1", "西村", "village", 0, 5, 30)),
        vehicles={k: VehicleType(k, zh, en, 500, 10**6, 10**7, 0.5, 35.0, 0.1) for k, zh, en in names},
        handlings=(
            Handling("hub", 0, "pool:joint", (Stage("sort", 72_000, shifts("05:30", "08:30", 1)),)),
            Handling("town", 1, "pool:joint", (Stage("sort", 36_000, shifts("09:00", "12:00", 1)),)),
        ),
        depots=(plans.depot("g0", operator="pool:joint", vehicle="truck", duty=(6 * HOUR, 20 * HOUR)), plans.depot("g1", 1, operator="pool:joint", vehicle="minivan", duty=(6 * HOUR, 20 * HOUR))),
        lines=(trunk, van, post),
        timetable=timetable({0: (EVERY, ["08:30"]), 1: (EVERY, ["10:30"]), 2: ([0, 2, 4, 7, 9, 11], ["09:00"])}),
        points=(point, replace(point, code="p1", place=3)),
        itineraries=(Itinerary((Hop(0, 0, 0), Hop(1, 1, 0)), 0, 0, "m", "joint"), Itinerary((Hop(0, 0, 0), Hop(1, 2, 0)), 1, 0, "m", "joint")),
        itinerary=np.array([[0, 1]]), brands=("alpha",), villages=("v0", "v1"),
    )  # fmt: skip
    return replace(whole, **changes)
