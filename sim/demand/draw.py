"""Draws the parcels of one replication.

Order of rows: by arrival at the hub; parcels that arrive at the same instant (those of one truck, or of trucks without
delays) in a random loading order, keyed by parcel, so that no village or brand is always first or last in the sort.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.county.county import County
from sim.demand.attributes import Attributes
from sim.demand.calendar import day_factors
from sim.demand.expected import village_means
from sim.demand.forward import Entries, in_time
from sim.demand.households import households, market_trips, usual_circle
from sim.demand.line_haul import hauled
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.shares import door_shares
from sim.demand.streams import Codes, Stream, combine, entity_codes
from sim.parameters.tree import Parameters


def draw_counts(county: County, parameters: Parameters, seed: int, replication: int) -> NDArray[np.int64]:
    """Parcels by day and village, shape (days, villages).

    Poisson around mean x weekday factor x log-normal noise of mean 1; with ``demand.poisson`` false the mean itself,
    the running sum rounded to whole parcels, so that fractions carry over to later days.
    """
    demand, days = parameters.demand, parameters.horizon.days
    mean = day_factors(demand, parameters.horizon)[:, None] * village_means(county, demand)[None, :]
    village, day = entity_codes(v.code for v in county.villages)[None, :], np.arange(days)[:, None]
    if demand.noise_sd > 0:
        mean = mean * Stream(seed, replication, "noise").lognormal(demand.noise_sd, village, day)
    if demand.poisson:
        return Stream(seed, replication, "count").poisson(mean, village, day)
    # The hair above a half keeps sums that are whole but for rounding errors on the right side.
    until = np.floor(np.cumsum(mean, axis=0) + (0.5 + 1e-9)).astype(np.int64)
    return np.diff(until, axis=0, prepend=0)


def parcel_codes(county: County, counts: NDArray[np.int64]) -> Codes:
    """The codes (village, day, k-th of that day) of so many parcels by day and village, in this order."""
    village, day = entity_codes(v.code for v in county.villages)[None, :], np.arange(len(counts))[:, None]
    cell = combine(village, day)
    codes = []
    for its_cells, its_counts in zip(cell, counts, strict=True):
        first = np.cumsum(its_counts) - its_counts
        codes.append(
            combine(np.repeat(its_cells, its_counts), np.arange(its_counts.sum()) - np.repeat(first, its_counts))
        )
    return np.concatenate(codes) if codes else np.empty(0, np.uint64)


def _entry_order(rank: NDArray[np.int32], loading: NDArray[np.uint16]) -> NDArray[np.int64]:
    """Rows by rank of the truck's arrival, then by loading order; two radix sorts where ranks fit into 16 bits."""
    order = np.argsort(loading, kind="stable")
    keys = rank.astype(np.uint16) if rank.size and rank.max() < 1 << 16 else rank
    return order[np.argsort(keys[order], kind="stable")]


def draw_parcels(county: County, parameters: Parameters, seed: int, replication: int) -> tuple[Parcels, MarketTrips]:
    """The parcels and market trips of one replication; the same whatever modes are simulated.

    Every attribute is keyed by (village, day, k-th parcel of that day). Parcels whose truck is late enough to come
    after the horizon's end keep that time and are never handled.

    Raises:
        InputError: shares or weekday factors without weight.
    """
    rules = Attributes(parameters, seed, replication)
    truck_time = rules.trucks()
    came, held = hauled(rules, _entered(county, parameters, rules, truck_time, seed, replication), truck_time)
    homes = households(county, usual_circle(parameters))
    code = came.code
    dwell_point, dwell_township = rules.dwell(code)
    parcels = Parcels(
        village=came.village,
        brand=came.brand,
        entered_hub=came.time,
        wave=came.wave,
        day=came.day,
        held=held,
        grams=rules.grams(code),
        ml=rules.ml(code),
        to_door=rules.to_door(code, came.village, door_shares(county, parameters.demand)),
        work=rules.work(code),
        dwell_point=dwell_point,
        dwell_township=dwell_township,
        household=rules.household(code, came.village, homes),
        luck=rules.luck(code),
        lost=rules.lost(code),
    )
    return parcels, market_trips(homes, county, parameters, seed, replication)


def _entered(
    county: County, parameters: Parameters, rules: Attributes, truck_time: NDArray[np.int64], seed: int,
    replication: int,
) -> Entries:
    """The parcels as they enter, in that order; trucks are numbered by day, wave and brand, as in ``truck_time``."""
    counts = draw_counts(county, parameters, seed, replication)
    code = parcel_codes(county, counts)
    days, villages = counts.shape
    waves, brands = truck_time.shape[1:]
    _, rank_of = np.unique(truck_time.ravel(), return_inverse=True)
    day = np.repeat(np.arange(days, dtype=np.int16), counts.sum(axis=1))
    truck = (day.astype(np.int32) * waves + rules.wave(code)) * brands + rules.brand(code)
    loading = (Stream(seed, replication, "loading").bits(code) >> np.uint64(48)).astype(np.uint16)
    order = _entry_order(rank_of.astype(np.int32)[truck], loading)
    del loading, day  # millions of parcels: what is not needed again is not kept
    village = np.repeat(np.tile(np.arange(villages, dtype=np.int32), days), counts.ravel())[order]
    truck = truck[order]
    return in_time(rules, Entries(
        code=code[order],
        village=village,
        brand=(truck % brands).astype(np.int16),
        time=truck_time.ravel()[truck],
        wave=(truck // brands % waves).astype(np.int8),
        day=(truck // (brands * waves)).astype(np.int16),
    ))
