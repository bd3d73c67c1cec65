"""What collecting costs residents 群众: travel and time of their trips, by village."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats, Ints
from sim.measure.case import Case, tally


@dataclass(frozen=True, eq=False)
class ResidentCosts:
    """At a trip share of 1, shape (2, villages), the pool's parcels first: yuan of ``travel`` and of ``time``, and
    ``km`` travelled."""

    travel: Floats
    time: Floats
    km: Floats

    @property
    def yuan(self) -> Floats:
        """What collecting costs in all, yuan: travel and time."""
        return self.travel + self.time


def trip_km(case: Case, village: Ints, place: Ints) -> Floats:
    """One way from the homes of a village to a place, km: ``resident.point_km`` or the county's own to the village's
    point or town outlet, else the road from its point to the place."""
    county, given = case.county, case.parameters.resident.point_km
    near = np.where(county.urban, case.parameters.towns.walk_km, county.point_km if given is None else given)
    home = np.array([county.village_place(v) for v in county.villages], dtype=np.int64)
    at = home[village]
    return np.where(at == place, near[village], county.road_km[at, place])


def resident_costs(case: Case) -> ResidentCosts:
    """Costs of the trips of measured days; a trip's cost is shared alike by the parcels that it brings home."""
    r, m, trips = case.parameters.resident, case.outcome.milestones, case.outcome.trips
    rows = np.flatnonzero(m.trip >= 0)
    rows = rows.compress(case.measured(trips.time).take(m.trip.take(rows).astype(np.int64)))
    trip, village = m.trip.take(rows).astype(np.int64), case.draws.parcels.village.take(rows)
    outlets = _outlets(trip, case.point_of.take(rows), trips.parcels.astype(np.int64), len(case.plan.points))
    home = np.zeros(len(trips.time), np.int64)  # a household's parcels are all for its village
    home[trip] = village
    km = 2.0 * trip_km(case, home, trips.place.astype(np.int64))
    hours = km / r.speed_kmh + outlets * r.errand_min / 60.0
    alike = 1.0 / np.maximum(trips.parcels, 1)
    cell = village + np.where(case.in_pool.take(rows), 0, case.villages)

    def cells(of_trip: Floats) -> Floats:
        return tally(cell, (of_trip * alike).take(trip), 2 * case.villages).reshape(2, -1)

    return ResidentCosts(cells(km * r.vehicle_yuan_km), cells(hours * r.time_yuan_h), cells(km))


def parcels_a_trip(case: Case) -> dict[str, float]:
    """Mean parcels that a trip of measured days brings home, by key: of trips to outlets at the township, and of those
    to points in the village."""
    trip, trips = case.outcome.milestones.trip, case.outcome.trips
    rows = np.flatnonzero(trip >= 0)
    of, remote = trip.take(rows).astype(np.int64), case.remote.ravel().take(case.cell.take(rows))
    to_town, to_village = np.zeros((2, len(trips.time)), np.bool_)
    to_town[of.compress(remote)] = True
    to_village[of.compress(~case.to_urban.take(rows))] = True
    dated = case.measured(trips.time) & to_village
    found = {
        "parcels_trip_township": trips.parcels[dated & to_town],
        "parcels_trip_village": trips.parcels[dated & ~to_town],
    }
    return {key: float(parcels.mean()) if len(parcels) else float("nan") for key, parcels in found.items()}


def _outlets(trip: Ints, point: Ints, parcels: Ints, points: int) -> Ints:
    """By trip: outlets visited. Only trips for several parcels can visit more than one, so only they are sorted."""
    out = np.ones(len(parcels), dtype=np.int64)
    several = np.flatnonzero((parcels > 1).take(trip))
    key = np.sort(trip.take(several) * points + point.take(several))
    new = np.ones(len(key), dtype=bool)
    new[1:] = key[1:] != key[:-1]
    visits = np.bincount(key[new] // max(points, 1), minlength=len(parcels))
    out[visits > 0] = visits[visits > 0]
    return out
