"""Everything that is measured of one simulation: the registry's KPIs, free of the outcome, in every part of the county."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.kpi import ALL, POOL
from sim.measure.measure import Measures, measure
from sim.measure.registry import KPIS, keys
from tests.measure import small


@pytest.fixture(scope="module")
def found() -> Measures:
    plan, draws, outcome = small.case(5)
    return measure(plan, draws, outcome, small.county(), small.parameters(), replication=3)


def test_the_county_has_every_kpi_once_in_their_order(found: Measures) -> None:
    assert tuple(found.county) == keys()
    assert (found.mode, found.replication) == ("joint", 3)


def test_villages_and_townships_have_the_local_ones(found: Measures) -> None:
    local = {k.key + s for k in KPIS.values() if k.local for s in (POOL, ALL) if s in k.scopes}
    assert local <= set(found.villages)
    assert {len(v) for v in found.villages.values()} == {4}
    assert {len(v) for v in found.townships.values()} == {2}


def test_what_villages_cost_is_what_the_county_costs(found: Measures) -> None:
    case = small.measured()
    cost, delivered = found.villages["cost_system_parcel.all"], case.delivered.sum(axis=0)
    assert float(np.nansum(cost * delivered)) == pytest.approx(found.county["cost_system_parcel.all"] * delivered.sum())


def test_hosts_shares_and_modes_come_from_the_plan(found: Measures) -> None:
    assert found.hosts == {"post": (0.25, 0.2)}
    assert (found.county["host_own_villages_share"], found.county["host_own_parcels_share"]) == (0.25, 0.2)
    assert found.service_mode == ("joint",) * 4


def test_no_more_are_undelivered_than_there_are(found: Measures) -> None:
    assert all(0 <= found.undelivered[s] <= n for s, n in found.cohort.items())
    assert found.cohort[POOL] < found.cohort[ALL]
