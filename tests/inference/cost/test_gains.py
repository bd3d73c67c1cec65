"""Who bears what a year: to the cent, against today."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
import pytest

from sim.inference.cost.gains import gains
from sim.inference.cost.parties import BRANDS
from sim.inference.results import by_mode
from sim.measure.kpi import ALL
from tests.measure import small
from tests.proposal import made


@cache
def table(today: str = "other") -> pd.DataFrame:
    return gains(by_mode(made.measures()), small.MEASURED, today)


def test_transfers_add_up_to_nought_and_outlays_to_the_resources() -> None:
    for _, of in table().groupby("mode"):
        assert round(of["paid_year"].sum(), 2) == 0
        assert round(of["outlay_year"].sum(), 2) == round(of["used_year"].sum(), 2)


def test_changes_add_up_to_what_the_system_costs_more() -> None:
    used = table().groupby("mode")["used_year"].sum()
    changes = table().groupby("mode")["change_year"].sum()
    assert round(changes["joint"], 2) == round(used["joint"] - used["other"], 2)
    assert changes["other"] == 0


@pytest.mark.parametrize(("actor", "kpi"), [(BRANDS, "cost_brands_parcel"), ("host:post", "cost_host_parcel"), ("keeper", "cost_keeper_parcel"), ("resident", "cost_residents_parcel")])
def test_a_parcel_costs_a_party_what_the_kpi_says(actor: str, kpi: str) -> None:
    """Up to the mean of ratios against the ratio of means."""
    rows = by_mode(made.measures())["joint"]
    found = table().set_index(["mode", "actor"]).loc[("joint", actor), "outlay_parcel"]
    assert found == pytest.approx(np.mean([of.county[kpi + ALL] for of in rows]), rel=0.05)


def test_the_interval_of_a_change_has_its_mean() -> None:
    joint = table()[table()["mode"] == "joint"]
    middle = (joint["change_low"] + joint["change_high"]) / 2
    assert middle.tolist() == pytest.approx(joint["change_year"].tolist(), abs=0.02)
    assert set(joint["n"]) == {3}


def test_without_a_today_nothing_changes_against_it() -> None:
    assert table("")["change_year"].isna().all()
