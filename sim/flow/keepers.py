"""Keepers of points in villages who are away: their points are closed, and nobody fetches parcels for them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY
from sim.demand.streams import Stream, entity_codes
from sim.flow.away import days_of
from sim.parameters import Parameters
from sim.plan.actor import KEEPER
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.plan.units import IntArray

Bools = NDArray[np.bool_]


def keepers_away(plan: ServicePlan, parameters: Parameters, seed: int, replication: int) -> IntArray:
    """(place, day) of villages whose keeper is away: drawn by village and day, so that they are the same in every plan, or dated."""
    p = parameters.disruption
    dated = [away for away in p.away.values() if away.who == "keeper"]
    if not p.keeper_absent_share and not dated:
        return np.zeros((0, 2), np.int64)
    villages = sorted({point.place for point in plan.points if plan.places[point.place].level == Level.VILLAGE})
    codes = entity_codes(plan.places[place].code for place in villages)[:, None]
    shut = Stream(seed, replication, "point keeper away").uniform(codes, np.arange(plan.days)) < p.keeper_absent_share
    for away in dated:
        here = [not away.places or plan.places[place].named(away.places) for place in villages]
        shut[np.ix_(here, days_of(plan, parameters, away))] = True
    row, day = np.nonzero(shut)
    return np.stack([np.array(villages, np.int64)[row], day], axis=1)


def undone(plan: ServicePlan, shut: IntArray, crews: IntArray) -> IntArray:
    """Who is absent from handlings, (crew, shift, people): of crews as they are, and of keepers who are away the whole shift.

    Args:
        shut: (place, day) of keepers who are away. crews: of crews, without them.
    """
    if not len(shut):
        return crews
    days = {(place, day) for place, day in shut.tolist()}
    found = {(number, i): people for number, i, people in crews.tolist()}
    handled = {stage.crew for handling in plan.handlings for stage in handling.stages}
    for number, crew in enumerate(plan.crews):
        if crew in handled:
            found |= {(number, i): s.people for i, s in enumerate(crew.shifts) if (crew.place, s.start // DAY) in days}
    return np.array([(*key, people) for key, people in sorted(found.items())], np.int64).reshape(-1, 3)


def stays_in(plan: ServicePlan, parameters: Parameters, seed: int, replication: int, shut: IntArray) -> Bools:
    """By run, whether it is a keeper's who does not fetch that day: drawn by the first place of the round and day, or away from the point."""
    table, fetched = plan.timetable, np.array([line.operator == KEEPER for line in plan.lines], np.bool_)
    found = np.zeros(len(table.line), np.bool_)
    if not (met := np.flatnonzero(fetched[table.line])).size:
        return found
    home = np.array([line.stops[0].place for line in plan.lines], np.int64)[table.line[met]]
    codes = entity_codes(place.code for place in plan.places)[home]
    luck = Stream(seed, replication, "keeper away").uniform(codes, table.day[met])
    closed = np.zeros((len(plan.places), plan.days), np.bool_)
    closed[tuple(shut.T)] = True
    found[met] = (luck < parameters.disruption.carrier_absent_share) | closed[home, table.day[met]]
    return found
