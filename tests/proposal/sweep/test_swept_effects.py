"""Swept keys that do nothing, told by what came out."""

from __future__ import annotations

import pandas as pd

from sim.proposal.sweep.swept_effects import Effect, effects
from sim.table.setting import NAME

TABLE = pd.DataFrame({
    "number": range(1, 6), "a": [1, 2, 1, 2, 3], "b": [1, 1, 2, 2, 1], "c": ["x", "x", "y", "y", "x"],
    "scenario": ["m", "m", "n", "n", "m"],
    "status": ["ok"] * 4 + ["failed"], "same_as": pd.array([None, 1, None, None, None], dtype="Int64"),
})  # fmt: skip
"""``a`` does nothing where ``b`` is 1 and something where it is 2; row 5 is not done; ``c`` never varies alone."""


def test_a_key_is_judged_by_scenarios_that_differ_in_it_alone() -> None:
    assert effects(TABLE, ["a", "b", "c"]) == [Effect("a", "m", 1, 1), Effect("a", "n", 1, 0)]
    assert effects(TABLE, ["a", "c"]) == [Effect("a", "m", 1, 1), Effect("a", "n", 1, 0), Effect("c", "", 2, 0)]


def test_a_key_that_never_varies_alone_did_nothing_that_is_known() -> None:
    assert effects(TABLE.iloc[:1], ["a"]) == []
    assert effects(TABLE.iloc[4:], ["a", "b"]) == []


def test_the_name_of_a_row_is_no_key() -> None:
    assert effects(TABLE.assign(name=list("vwxyz")), [NAME]) == []


def test_a_key_is_idle_where_every_set_came_out_the_same() -> None:
    assert [(e.key, e.scenario) for e in effects(TABLE, ["a", "b"]) if e.idle] == [("a", "m")]
