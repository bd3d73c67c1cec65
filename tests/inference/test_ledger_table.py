"""The entries of all ledgers as one table."""

from __future__ import annotations

import pytest

from sim.inference.ledger_table import ledger_table
from sim.measure.measure import measure
from tests.measure import small


def test_ledger_table_adds_up_to_the_cost() -> None:
    county, p = small.county(), small.parameters()
    found = {mode: [measure(*small.case(r, mode=mode), county, p, r) for r in range(2)] for mode in ("joint", "other")}
    rows = ledger_table(found, county)
    resources = rows[(rows.kind == "resource") & (rows["mode"] == "joint") & (rows.replication == 1)]
    yearly = found["joint"][1].county["cost_village_year.all"]
    assert resources.yuan.sum() == pytest.approx(yearly * 4 * small.MEASURED / 365)
    transfers = rows[rows.kind == "transfer"].groupby(["mode", "replication"], observed=True).yuan.sum()
    assert len(transfers) == 4
    assert transfers.abs().max() < 1e-6
