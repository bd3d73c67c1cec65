"""Figures as data."""

from __future__ import annotations

import pandas as pd

from sim.proposal.paper.plots import plots

TABLES = {
    "decomposition": pd.DataFrame({"mode": ["a", "a", "b"], "component": ["waiting", "handling", "waiting"], "hours": [2.0, 1.0, 4.0]}),
    "costs": pd.DataFrame({"mode": ["a", "b"], "line": ["operators", "residents"], "yuan_parcel": [1.5, float("nan")]}),
    "distribution": pd.DataFrame({"mode": ["a", "a", "b"], "hours": [0, 1, 0], "share": [0.1, 0.9, 0.2]}),
}  # fmt: skip


def test_bars_have_a_value_of_each_part_and_lines_a_point_an_hour() -> None:
    time, cost, curve = plots(TABLES, {"a": "甲", "b": "乙"}, (), "zh")
    assert (time.categories, time.series) == (("甲", "乙"), (("处理", (1.0, 0.0)), ("等候发车", (2.0, 4.0))))
    assert (cost.categories, cost.series) == (("甲",), (("企业", (1.5,)),))
    assert curve.series == (("甲", (0.1, 0.9)), ("乙", (0.2, 0.0)))


def test_a_mode_whose_figures_do_not_count_is_in_none() -> None:
    assert all("b" not in (*plot.categories, *(name for name, _ in plot.series)) for plot in plots(TABLES, {"a": "a", "b": "b"}, ("b",), "en"))
