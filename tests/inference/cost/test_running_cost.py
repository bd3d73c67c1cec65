"""A year of running by party and part adds up to the ledger."""

from __future__ import annotations

import pytest

from sim.inference.cost.gains import gains
from sim.inference.cost.running_cost import running_cost
from sim.inference.results import by_mode
from tests.inference.cost import test_cash_flow
from tests.measure import small
from tests.proposal import made


def test_parts_add_up_to_each_partys_outlay() -> None:
    modes = by_mode(made.measures())
    found = running_cost(modes, small.parameters()).groupby(["mode", "actor"])[["yuan_year", "yuan_parcel"]].sum()
    outlay = gains(modes, small.MEASURED).set_index(["mode", "actor"])
    assert found["yuan_year"].to_dict() == pytest.approx(outlay["outlay_year"].to_dict(), abs=0.06)
    assert found["yuan_parcel"].to_dict() == pytest.approx(outlay["outlay_parcel"].to_dict(), abs=0.001)


def test_fees_add_up_to_nought() -> None:
    fees = running_cost(by_mode(made.measures()), small.parameters()).query("part == 'fees'")
    assert len(fees)
    assert (fees.groupby("mode")["yuan_year"].sum().round(2) == 0).all()


def test_what_is_paid_once_is_no_running_cost() -> None:
    found = running_cost(test_cash_flow.modes(), test_cash_flow.parameters())
    assert "equipment" not in set(found["part"])
    assert found.query("actor == 'public'")["yuan_year"].tolist() == pytest.approx([18_000], abs=1)
