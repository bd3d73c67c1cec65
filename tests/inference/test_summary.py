"""KPIs of each mode, and every two modes set against each other; an overloaded one is no yardstick."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from sim.inference.by_mode import Modes, by_mode
from sim.inference.estimate import OVERLOADED
from sim.inference.summary import OTHER_PARCELS, comparison, summary
from sim.measure.kpi import PLAN
from sim.measure.measure import measure
from sim.measure.registry import keys, kpi_of
from tests.measure import small


@pytest.fixture(scope="module")
def modes() -> Modes:
    found = []
    for n in range(3):
        plan, draws, outcome = small.case(n)
        one = replace(measure(plan, draws, outcome, small.county(), small.parameters()), replication=n)
        dear = {**one.county, "cost_system_parcel": one.county["cost_system_parcel"] + 5, "brands_to_village": one.county["brands_to_village"] - 0.5}
        found += [one, replace(one, mode="dear", county=dear)]
    return by_mode(found)


def of(table: pd.DataFrame, kpi: str) -> pd.Series:
    (row,) = [r for _, r in table[table["kpi"] == kpi].iterrows()]
    return row


def test_a_row_a_mode_and_kpi(modes: Modes) -> None:
    table = summary(modes, ())
    assert table.groupby("mode", sort=False)["kpi"].apply(tuple).to_dict() == {"joint": keys(), "dear": keys()}
    rows = table[table["kpi"] == "cost_system_parcel"].set_index("mode")["mean"]
    assert rows["dear"] - rows["joint"] == pytest.approx(5)


def test_a_difference_that_never_varies_is_told(modes: Modes) -> None:
    row = of(comparison(modes, ()), "cost_system_parcel")
    assert abs(row["difference"]) == pytest.approx(5)
    assert row["n"] == 3


def test_against_an_overloaded_mode_only_what_the_plan_decides_counts(modes: Modes) -> None:
    table = comparison(modes, ("dear",))
    for row in table.itertuples():
        assert (row.verdict == OVERLOADED) == (kpi_of(str(row.kpi)).cohort != PLAN) or str(row.kpi).startswith("at_village")
    assert set(table["state"]) == {OVERLOADED}


def test_times_to_the_village_of_other_parcels_are_no_comparison(modes: Modes) -> None:
    table = comparison(modes, ())
    assert of(table, "at_village_mean_h")["verdict"] == OTHER_PARCELS
    assert of(table, "at_village_mean_h.all")["verdict"] != OTHER_PARCELS
