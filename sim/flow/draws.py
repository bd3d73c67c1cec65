"""Everything random of one replication under one plan, as columns drawn before the clock starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from sim.demand.calendar import month_of_days
from sim.demand.markets import market_days
from sim.demand.offers import NO_OFFERS, Offers
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.streams import Stream, entity_codes
from sim.flow.away import crews_absent, units_out
from sim.flow.called_off import called_off, host_of
from sim.flow.closures import left_out, roads_closed
from sim.flow.disrupted import NOTHING_DISRUPTED, Disrupted
from sim.flow.keepers import keepers_away, nobody_at, stays_in, undone
from sim.parameters import Parameters
from sim.parameters.hosts import Host
from sim.parameters.times import ALIKE
from sim.plan.level import Level
from sim.plan.plan import ServicePlan

PPM = 1_000_000


@dataclass(frozen=True, eq=False)
class Draws:
    """One replication.

    Attributes:
        parcels, market, offers: the demand, inbound and outbound, the same in every mode.
        travel_ppm: by run; driving times are multiplied by it, in parts per million.
        cancelled: by run; called off: by its host, or as every road that it would take is closed.
        disrupted: what else is out of order.
        host_parcels, host_grams, host_ml: by run; the host's own load (0 on lines of ours).
    """

    parcels: Parcels
    market: MarketTrips
    travel_ppm: NDArray[np.int64]
    cancelled: NDArray[np.bool_]
    host_parcels: NDArray[np.int64]
    host_grams: NDArray[np.int64]
    host_ml: NDArray[np.int64]
    offers: Offers = NO_OFFERS
    disrupted: Disrupted = NOTHING_DISRUPTED


def draw(
    plan: ServicePlan, parcels: Parcels, market: MarketTrips, offers: Offers, parameters: Parameters, seed: int, replication: int
) -> Draws:
    """Draw what befalls every run of the plan, keyed by (line, day, number of the departure), closed roads by (township, day).

    A line has the same luck in every plan that it is part of, and a township the same closed roads.
    """
    table, streams = plan.timetable, partial(Stream, seed, replication)
    key = (entity_codes(line.key for line in plan.lines)[table.line], table.day, table.number)
    sd = float(np.sqrt(np.log1p(parameters.disruption.travel_cv**2)))
    travel = streams("travel").lognormal(sd, *key)
    roads = roads_closed(plan, parameters, streams)
    off, closed = left_out(plan, roads)
    away = keepers_away(plan, parameters, streams)
    shut = nobody_at(plan, away)
    off |= called_off(plan, parameters, streams("cancelled").uniform(*key)) | stays_in(plan, parameters, streams, shut)
    host_parcels, host_grams, host_ml = _host_load(plan, parameters, streams("host load").normal(*key))
    absent = undone(plan, away, crews_absent(plan, parameters, streams))
    return Draws(
        parcels=parcels, market=market, offers=offers,
        travel_ppm=np.maximum(np.rint(travel * PPM).astype(np.int64), 1), cancelled=off,
        host_parcels=host_parcels, host_grams=host_grams, host_ml=host_ml,
        disrupted=Disrupted(closed=closed, out=units_out(plan, parameters, streams), absent=absent, shut=shut, roads=np.argwhere(roads)),
    )  # fmt: skip


def _host_load(plan: ServicePlan, parameters: Parameters, normal: NDArray[np.float64]) -> NDArray[np.int64]:
    """What the host's own load takes, shape (parcels, grams and ml; runs): a share of the space, normal around its mean, within 0 and 1."""
    hosts = [parameters.host[name] if (name := host_of(line)) else None for line in plan.lines]
    spread = np.array([h.load_sd if h else 0.0 for h in hosts])[plan.timetable.line]
    share = np.clip(_mean_load(plan, hosts, parameters) * (1 + spread * normal), 0.0, 1.0)
    vehicles = [(line.capacity_parcels, line.capacity_grams, line.capacity_ml) for line in plan.lines]
    space = np.array(vehicles, np.int64).reshape(-1, 3)[plan.timetable.line].T
    return np.minimum(np.rint(space * share).astype(np.int64), space)


def _mean_load(plan: ServicePlan, hosts: Sequence[Host | None], parameters: Parameters) -> NDArray[np.float64]:
    """By run, the mean share of its host's own load: that of its month, and more on market days."""
    line, day = plan.timetable.line, plan.timetable.day
    days = int(day.max()) + 1 if len(day) else 0
    month = month_of_days(parameters.horizon.start_date, days)[day]
    by_month: NDArray[np.float64] = np.array([h.load_by_month if h else ALIKE for h in hosts]).reshape(-1, 12)
    mean: NDArray[np.float64] = np.array([h.load_share if h else 0.0 for h in hosts])[line] * by_month[line, month]
    busier = np.array([h.market_load if h else 1.0 for h in hosts])[line]
    return np.where(_on_market_day(plan, parameters), mean * busier, mean)


def _on_market_day(plan: ServicePlan, parameters: Parameters) -> NDArray[np.bool_]:
    """By run, whether the township of its line has its market on its day; the runs of lines without one never have."""
    names = {place.township: (place.code, place.name) for place in plan.places if place.level == Level.TOWNSHIP}
    of = np.array([line.township for line in plan.lines], np.int64)
    townships = [names.get(number, ("", "")) for number in range(int(of.max(initial=-1)) + 1)]
    days = int(plan.timetable.day.max(initial=-1)) + 1
    market = np.zeros((len(townships) + 1, days), np.bool_)  # the last row: no township
    for row, its in enumerate(market_days(townships, parameters.resident, parameters.horizon.start_date, days)):
        market[row, list(its.days)] = True
    return np.asarray(market[of[plan.timetable.line], plan.timetable.day])
