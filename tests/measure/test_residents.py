"""What collecting costs residents: travel and time of their trips, shared by the parcels that they bring home."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.case import Case
from sim.measure.residents import parcels_a_trip, resident_costs, trip_km
from tests.measure import small


def test_the_way_is_to_the_own_point_or_by_road_from_it() -> None:
    case = small.measured()
    km = trip_km(case, np.array([0, 0, 3]), np.array([small.P0, small.T0, small.P2]))
    assert km.tolist() == [0.5, case.county.road_km[small.P0, small.T0], 0.5]
    plan, draws, outcome = small.case(5)
    told = Case(plan, draws, outcome, small.county(), small.parameters(resident={"point_km": 2.0}))
    assert trip_km(told, np.array([0]), np.array([small.P0])).tolist() == [2.0]


def test_travel_and_time_go_with_their_prices() -> None:
    plan, draws, outcome = small.case(5)
    one = resident_costs(small.measured())
    dear = resident_costs(Case(plan, draws, outcome, small.county(), small.parameters(resident={"vehicle_yuan_km": 0.3, "time_yuan_h": 24.0})))
    assert dear.travel == pytest.approx(2 * one.travel)
    assert dear.time == pytest.approx(2 * one.time)
    assert (one.yuan == one.travel + one.time).all()
    assert one.travel == pytest.approx(one.km * 0.15)


def test_every_trip_of_measured_days_is_shared_out_whole() -> None:
    case = small.measured()
    m, trips = case.outcome.milestones, case.outcome.trips
    dated = np.flatnonzero(case.measured(trips.time))
    by_trip = {}
    for row in np.flatnonzero(np.isin(m.trip, dated)):
        village = int(case.draws.parcels.village[row])
        by_trip[int(m.trip[row])] = 2 * float(trip_km(case, np.array([village]), np.array([trips.place[m.trip[row]]]))[0])
    assert resident_costs(case).km.sum() <= sum(by_trip.values()) + 1e-6
    assert resident_costs(case).km.sum() > 0


def test_trips_bring_home_one_parcel_at_least() -> None:
    assert all(mean >= 1 for mean in parcels_a_trip(small.measured()).values())
