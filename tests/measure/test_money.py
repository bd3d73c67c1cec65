"""From the ledger to yuan a parcel: the parts add up, and both bases of hosts' runs stand beside each other."""

from __future__ import annotations

import numpy as np
import pytest

from sim.measure.ledger import RESOURCE
from sim.measure.money import DAYS_YEAR, money_kpis, yuan_cells
from tests.measure import small

CASE, ACCOUNTS = small.measured(), small.accounts()
CELLS = yuan_cells(CASE, ACCOUNTS)
WHOLE = np.zeros(4, np.int64)


def test_operators_public_and_residents_bear_what_the_system_costs() -> None:
    lines = sum(CELLS[f"cost_{who}_parcel"] for who in ("operators", "public", "residents"))
    assert lines == pytest.approx(CELLS["cost_system_parcel"])
    assert CELLS["cost_system_parcel"] == pytest.approx(ACCOUNTS.ledger.cells(lambda a: a.kind == RESOURCE) / 100)


def test_brands_hosts_and_keepers_are_the_operators() -> None:
    assert sum(CELLS[f"cost_{who}_parcel"] for who in ("brands", "host", "keeper")) == pytest.approx(CELLS["cost_operators_parcel"])


def test_the_basis_chosen_is_the_systems() -> None:
    assert CASE.parameters.cost.host_basis == "marginal"
    assert CELLS["cost_system_marginal_parcel"] == pytest.approx(CELLS["cost_system_parcel"])
    assert (CELLS["cost_system_full_parcel"] >= CELLS["cost_system_marginal_parcel"]).all()


def test_residents_costs_go_with_the_share_of_a_trip() -> None:
    assert CELLS["cost_residents_100_parcel"] == pytest.approx(4 * CELLS["cost_residents_025_parcel"])


def test_a_parcels_cost_is_of_those_delivered_and_a_year_of_all_villages() -> None:
    found = money_kpis(CASE, CELLS, False, WHOLE, 1)
    assert found["cost_system_parcel"][0] == pytest.approx(CELLS["cost_system_parcel"].sum() / CASE.delivered.sum())
    assert found["cost_village_year"][0] == pytest.approx(CELLS["cost_system_parcel"].sum() * DAYS_YEAR / CASE.days / 4)


def test_the_pool_alone_has_its_own_cells() -> None:
    found = money_kpis(CASE, CELLS, True, np.arange(4), 4)["cost_system_parcel"]
    assert found == pytest.approx(CELLS["cost_system_parcel"][0] / CASE.delivered[:2].sum(axis=0))
