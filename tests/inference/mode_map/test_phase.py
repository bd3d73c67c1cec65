"""The tables of a mode map against costs made up."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.estimate import SAME
from sim.inference.mode_map.phase import EVENS, MAP, CellResult, MapCell, break_even_table, objective_kpi, phase_table
from sim.measure.registry import KPIS

NOISE = np.array([-0.02, 0.01, 0.0, 0.02, -0.01])
GRID = (2.0, 10.0, 50.0, 100.0)


def cell(parcels: float, *, shop: float = 9.0, overloaded: bool = False) -> MapCell:
    """A van of 20 yuan a village and day, the post at 0.9 yuan a parcel, a shop."""
    van = CellResult("van", 20 / parcels + 0.4 + NOISE, (0.8, 7.0, 20.0, 0.0))
    post = CellResult("post", 0.9 - NOISE[::-1], (0.5, 3.0, 40.0, 0.0), overloaded, "post 1.30" if overloaded else "")
    return MapCell(parcels, 25.0, 1.0, (van, post, CellResult("shop", shop + NOISE)))


def test_a_cell_names_its_best_mode_and_the_margin() -> None:
    table = phase_table([cell(2.0), cell(100.0)])
    assert tuple(table.columns) == MAP
    assert list(table.loc[table["best"], "mode"]) == ["post", "van"]
    assert table.groupby("parcels")["margin"].first().to_dict() == pytest.approx({2.0: 8.1, 100.0: 0.3}, abs=1e-6)  # the shop is second to the post
    assert set(table["second"]) == {"shop", "post"}
    assert table.loc[0, ["within_24h", "delivery_days_week"]].tolist() == [0.8, 7.0]


def test_modes_that_cannot_be_told_apart_are_tied() -> None:
    table = phase_table([cell(40.0)])
    assert set(table["verdict"]) == {SAME}
    assert dict(zip(table["mode"], table["tied"], strict=True)) == {"van": True, "post": True, "shop": False}


def test_an_overloaded_mode_is_never_the_best_and_a_failed_one_stays_in_the_table() -> None:
    failed = MapCell(2.0, 25.0, 1.0, (*cell(2.0, overloaded=True).results, CellResult("bus", np.empty(0), message="no stop")))
    table = phase_table([failed]).set_index("mode")
    assert table.loc["post", "state"] == "overloaded"
    assert not table.loc["post", "best"]
    assert table.loc["bus", ["state", "message"]].tolist() == ["failed", "no stop"]
    assert table.index[table["best"]].tolist() == ["shop"]


def test_break_evens_say_who_is_cheaper_where_and_whether_the_best_changes() -> None:
    table = break_even_table([cell(p) for p in GRID])
    assert tuple(table.columns) == EVENS
    van_post = table[(table["a"] == "van") & (table["b"] == "post")].iloc[0]
    assert van_post["parcels"] == pytest.approx(40.0)
    assert van_post["ci_low"] < 40 < van_post["ci_high"]
    assert (van_post["cheaper_below"], van_post["cheaper_above"], van_post["best_there"]) == ("post", "van", True)
    van_shop = table[(table["a"] == "van") & (table["b"] == "shop")].iloc[0]
    assert van_shop["parcels"] == pytest.approx(20 / 8.6)
    assert not van_shop["best_there"]


def test_a_gap_where_a_mode_is_overloaded_breaks_its_curve() -> None:
    table = break_even_table([cell(2.0), cell(10.0), cell(50.0, overloaded=True), cell(100.0)])
    assert not ((table["a"] == "van") & (table["b"] == "post")).any()
    assert break_even_table([]).empty


def test_every_objective_is_a_kpi() -> None:
    assert all(objective_kpi(o) in KPIS for o in ("system", "brands", "operators", "public", "residents"))
    assert math.isnan(MapCell(1.0, 1.0, 1.0, ()).best.cost)
