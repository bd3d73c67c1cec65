"""KPIs of points exist by village too, and say of which parcels they are."""

from __future__ import annotations

from sim.measure.registry import INCIDENTS, KPIS, LOCKERS, LOSSES
from sim.measure.registry_points import CAME, incidents, lockers, losses


def test_they_are_kpis_by_village_of_what_came_to_points() -> None:
    found = [*incidents(), *losses(), *lockers()]
    assert [kpi.key for kpi in found] == [*INCIDENTS, *LOSSES, *LOCKERS]
    assert all(KPIS[kpi.key] == kpi and kpi.local for kpi in found)
    assert [kpi.key for kpi in found if kpi.cohort != CAME] == [*LOSSES]
