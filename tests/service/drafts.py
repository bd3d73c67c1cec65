"""Drafts of plans of the small county, before anything is in them."""

from __future__ import annotations

import numpy as np

from sim.parameters import Parameters
from sim.plan.actor import Actor
from sim.plan.leg import Leg
from sim.service.draft.draft import Draft, pace
from sim.service.rounds.rounds import Area, Rounds
from tests.service.small_county import CACHE, build, county, demand, parameters

NORTH, SOUTH = 1, 2
"""Places of the two townships."""


def draft(p: Parameters | None = None) -> Draft:
    """An empty draft with the county's places and vehicles."""
    c, p = county(), p or parameters()
    known = build("township_pickup", p)
    spots = np.array([c.village_place(v) for v in c.villages], np.int64)
    return Draft(c, p, demand(p), CACHE, known.places, known.vehicles, spots)


def area(of: Draft, township: int, each: float = 10.0) -> Area:
    """The points of a township, ``each`` mean parcels a day at every one."""
    places = sorted({int(of.spots[i]) for i, v in enumerate(of.county.villages) if v.township == township and v.point >= 0})
    return Area(of.county.townships[township].code, township, of.county.township_place(township), dict.fromkeys(places, each), dict.fromkeys(places, of.expected.mean))


def rounds(of: Draft, times: tuple[int, ...] = (9 * 3_600_000,), vehicle: str = "minivan") -> Rounds:
    """Rounds of vans of a pool, every day at 09:00."""
    return Rounds("village/m/pool:joint", "村线", Leg.VILLAGE, Actor.pool("joint"), vehicle, pace(of, 25.0), of.own(), times, None, 7)
