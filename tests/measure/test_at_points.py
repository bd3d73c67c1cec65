"""KPIs of points exist by village too, and say of which parcels they are."""

from __future__ import annotations

from sim.measure.at_points import CAME, incidents, lockers
from sim.measure.registry import INCIDENTS, KPIS, LOCKERS


def test_they_are_kpis_by_village_of_what_came_to_points() -> None:
    found = [*incidents(), *lockers()]
    assert [kpi.key for kpi in found] == [*INCIDENTS, *LOCKERS]
    assert all(KPIS[kpi.key] == kpi and kpi.local and kpi.cohort == CAME for kpi in found)
