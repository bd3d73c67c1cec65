"""What became of a selection of the best scenario, as a table and in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.inference.selection.contest import Chosen
from sim.inference.selection.selection import Selection, Zone, select
from sim.proposal.sweep.selected import FILE, HASH, REPEATED, read_selection, selection_table, selection_words, stopped_words
from sim.proposal.sweep.swept import Entry
from tests.proposal.sweeping import COST

ZONE = Zone(delta=0.5, first=10, maximum=40)
MEANS = {"near": 5.6, "best": 5.0, "far": 9.0}
KEYS = ("near", "best", "far", "heavy", "bad", "best")
ENTRIES = [Entry((("count", i),), "joint", key) for i, key in enumerate(KEYS)]


def chosen(zone: Zone = ZONE, **means: float) -> Chosen:
    """A selection among three scenarios that share half of their variance; ``heavy`` is overloaded, ``bad`` fails."""
    rng = np.random.default_rng(1)
    shared = rng.normal(0, 1, zone.maximum)
    series = tuple(mean + shared + rng.normal(0, 0.3, zone.maximum) for mean in (MEANS | means).values())
    return Chosen(tuple(MEANS), select(series, zone), series, {"heavy": "overloaded", "bad": "failed"})


def told(found: Chosen, zone: Zone = ZONE) -> pd.DataFrame:
    return selection_table(found, ENTRIES, ["count"], COST, zone)


def test_the_best_is_named_by_its_key() -> None:
    assert chosen().best == "best"
    assert replace(chosen(), selection=replace(chosen().selection, best=None)).best is None


def test_each_scenario_of_the_design_has_a_row_with_what_became_of_it() -> None:
    found = told(chosen())
    assert found["number"].tolist() == [1, 2, 3, 4, 5, 6]
    assert found["count"].tolist() == [0, 1, 2, 3, 4, 5]
    assert found["state"].tolist()[1:] == ["best", "dropped", "overloaded", "failed", REPEATED]
    assert (found["kpi"] == COST).all()
    assert found["hash"].tolist() == list(KEYS)


def test_figures_are_of_the_replications_that_a_scenario_had() -> None:
    found, series = told(chosen()).set_index("number"), chosen().series
    far = found.loc[3]
    assert (far["dropped_at"], far["n"]) == (10, 10)
    assert far["mean"] == pytest.approx(series[2][:10].mean())
    assert far["difference"] == pytest.approx((series[2] - series[1])[:10].mean())
    assert far["told_apart"]
    assert np.isnan(found.loc[2, "difference"])
    assert found.loc[4:, "mean"].isna().all()


def test_a_swept_key_called_like_a_column_gets_another_name() -> None:
    entries = [Entry((("n", i),), "joint", key) for i, key in enumerate(KEYS)]
    assert list(selection_table(chosen(), entries, ["n"], COST, ZONE))[1] == "swept_n"


def test_the_words_say_who_is_best_and_who_is_out() -> None:
    first, second = selection_words(told(chosen()), "en")
    assert first.startswith("Best by system cost a parcel: scenario 2 (")
    assert "at least 95%" in first
    assert "overloaded, so not in it: 4" in second
    assert "failed: 5" in second
    assert "超负荷不参选：4" in selection_words(told(chosen()), "zh")[1]


def test_where_replications_ran_out_nobody_is_best() -> None:
    zone = replace(ZONE, delta=0.001, maximum=12)
    line = selection_words(told(chosen(zone, near=5.0), zone), "zh")[0]
    assert "12次重复后仍无法区分：方案1、2、3；" in line


def test_without_a_value_there_is_nothing_to_select_by() -> None:
    none = Chosen((), Selection(0, (), None, (), ()), (), {"bad": "failed"})
    found = selection_table(none, ENTRIES[4:5], ["count"], COST, ZONE)
    assert selection_words(found, "en") == ["No scenario has a value of system cost a parcel to select by."]


def test_a_selection_that_stopped_says_at_which_failure_and_what_is_left() -> None:
    stopped = replace(chosen(), failed={"near": "broke\nat line 3"}, stopped=True)
    failure, rest = stopped_words(stopped, ENTRIES, "en")
    assert failure == "Scenario 1 failed: broke"
    assert rest.startswith("The selection stopped (fail_fast=true): ")


def test_a_table_of_these_scenarios_is_read_again(tmp_path: Path) -> None:
    assert read_selection(tmp_path, ["a"]) is None
    pd.DataFrame({"number": [1], HASH: ["a"]}).to_parquet(tmp_path / FILE)
    assert read_selection(tmp_path, ["a"]) is not None
    assert read_selection(tmp_path, ["b"]) is None, "of other scenarios"
    (tmp_path / FILE).write_bytes(b"no table")
    assert read_selection(tmp_path, ["a"]) is None
