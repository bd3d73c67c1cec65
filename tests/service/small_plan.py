"""A hub, a township and two villages, planned by hand: one trunk line by truck, one village round by van, one host round."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.expected import Expected, of_parameters
from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.plan.line import Timetable
from sim.plan.plan import ServicePlan
from sim.plan.stage import Handling, Stage
from tests import plans
from tests.plans import HUB, TOWNSHIP, VILLAGE, at, daily

DAYS = 14
EVERY = list(range(DAYS))
POOL = Actor.pool("joint")


def parameters(**changes: Any) -> Parameters:
    """Two weeks without warm-up; everything else as it comes."""
    return Parameters.model_validate({"horizon": {"warmup_days": 0, "measured_days": DAYS, "drain_days": 0}, **changes})


def expected(per_village: tuple[float, float] = (100.0, 50.0)) -> Expected:
    """One brand, 150 parcels a day, a fifth more on Mondays."""
    weekday = np.array([1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 0.8])
    found = of_parameters(parameters(), np.array([per_village]), weekday, ("v0", "v1"), np.array([2000, 1000]))
    return replace(found, brands=("alpha",))


def timetable(departures: dict[int, tuple[list[int], list[str]]]) -> Timetable:
    """Runs of each line number on days at clock times."""
    return plans.timetable((at(t, d), line) for line, (days, times) in departures.items() for d in days for t in times)


def plan(**changes: Any) -> ServicePlan:
    """Village 0 by own van from the township, daily at 10:30; village 1 by the post, Mondays, Wednesdays and Fridays at 09:00."""
    room = {"capacity_grams": 10**6, "capacity_ml": 10**7}
    ours = {"operator": POOL, "max_delay": HOUR} | room
    point = plans.point(VILLAGE, code="p0", hours=plans.opening(8, 20, DAYS), shelf=300, return_after=7 * DAY)
    to_town = plans.stop(TOWNSHIP, 30 * MINUTE, km=20, service=6 * MINUTE)
    stop = plans.stop(VILLAGE, 24 * MINUTE, km=10, service=6 * MINUTE)
    trunk = plans.line(
        HUB, [to_town], 30 * MINUTE, depot=0, key="trunk", name="干线1", vehicle="truck", back_km=20.0, capacity_parcels=1000, township=-1, **ours
    )
    van = plans.line(
        TOWNSHIP, [stop], 24 * MINUTE, depot=1, key="van", name="村线1", vehicle="minivan", back_km=10.0, capacity_parcels=200, planned=HOUR, **ours
    )
    post = plans.line(
        TOWNSHIP, [replace(stop, place=3)], 24 * MINUTE, key="post", name="邮路1", operator=Actor.host("post"), vehicle="motorbike", back_km=10.0,
        capacity_parcels=400, planned=HOUR, **room,
    )  # fmt: skip
    names = (("truck", "厢货"), ("minivan", "面包车"), ("motorbike", "摩托车"))
    duty = {"start": 6, "end": 20, "operator": POOL}
    made = {
        "horizon": DAYS * DAY,
        "places": (
            plans.place("hub", name="县中心"), plans.place("township", name="镇中心", y_km=20),
            plans.place("village", code="p0", name="东村", y_km=30), plans.place("village", code="p1", name="西村", x_km=5, y_km=30),
        ),
        "vehicles": {k: plans.vehicle(k, name_zh=zh, parcels=500, grams=10**6, ml=10**7, yuan_km=0.5, yuan_day=35.0) for k, zh in names},
        "handlings": (
            _handling(HUB, plans.stage(72_000, *daily("05:30", "08:30", 1, DAYS))),
            _handling(TOWNSHIP, plans.stage(36_000, *daily("09:00", "12:00", 1, DAYS))),
        ),
        "depots": (plans.depot(HUB, key="g0", vehicle="truck", **duty), plans.depot(TOWNSHIP, key="g1", vehicle="minivan", **duty)),
        "lines": (trunk, van, post),
        "timetable": timetable({0: (EVERY, ["08:30"]), 1: (EVERY, ["10:30"]), 2: ([0, 2, 4, 7, 9, 11], ["09:00"])}),
        "points": (point, replace(point, code="p1", place=3)),
        "brands": ("alpha",),
    }  # fmt: skip
    to_hub = plans.hop(0, 0, 0)
    ways = [plans.way(to_hub, plans.hop(1, line, 0), point=i, pool="joint") for i, line in enumerate((1, 2))]
    return replace(plans.plan(ways=ways, **made), **changes)


def in_hub(stage: Stage) -> ServicePlan:
    """The plan with another stage at the hub."""
    base = plan()
    return replace(base, handlings=(_handling(HUB, stage), base.handlings[1]))


def in_town(stage: Stage) -> ServicePlan:
    """The plan with another stage at the township."""
    base = plan()
    return replace(base, handlings=(base.handlings[0], _handling(TOWNSHIP, stage)))


def _handling(place: int, stage: Stage) -> Handling:
    return plans.handling(place, stage, key=("hub", "town")[place], operator=POOL)
