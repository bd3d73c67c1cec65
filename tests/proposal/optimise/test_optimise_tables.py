"""The tables of an optimisation: plans of the result, everything looked at, the result as people read it."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from sim.inference.search.decisions import TOWNSHIPS
from sim.inference.search.grid import DecisionKey
from sim.inference.verdict import MET, NOT_MET
from sim.proposal.optimise.optimise_tables import (
    MIXED,
    columns,
    front_frame,
    in_words,
    labels,
    marks,
    mode_of,
    records,
    searched_frame,
)
from sim.proposal.optimise.optimised import Question
from tests.proposal.optimisation import CHEAP, COST, FAST, HEAVY, SHARE, TIME, optimised


def test_numbers_stay_numbers_and_the_rest_is_text() -> None:
    axes = (
        DecisionKey("a", (1, 2.5), True), DecisionKey("b", (("08:00", "14:00"),), False),
        DecisionKey("c", (None,), False),
    )
    assert labels(axes, (1, 0, 0)) == {"a": 2.5, "b": "08:00 14:00", "c": "None"}


def test_plans_stand_cheapest_first_with_verdicts_and_marks() -> None:
    found = front_frame(optimised(idle={CHEAP: ("mode",)}))
    assert found[COST].round(2).tolist() == [2.0, 2.5, 3.0]
    assert found[f"{SHARE}_verdict"].tolist() == [MET, NOT_MET, MET]
    assert found["chosen"].tolist() == [True, False, False]
    assert found["front"].tolist() == [True, False, True]
    assert found["idle"].tolist() == ["mode", "", ""]
    assert (found[f"{COST}_low"] <= found[COST]).all()
    assert (found[COST] <= found[f"{COST}_high"]).all()
    assert found["n"].tolist() == [8, 8, 8]


def test_without_a_result_there_are_no_plans() -> None:
    assert front_frame(optimised(result=None)).empty
    assert list(in_words(optimised(result=None), "en")) == ["plan"]


def test_rows_are_by_column() -> None:
    assert records(pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})) == [{"a": 1, "b": "x"}, {"a": 2, "b": "y"}]


def test_all_that_was_looked_at_is_listed_with_why_it_was_left_out() -> None:
    found = searched_frame(optimised())
    assert found["why"].tolist() == ["", "", "", "too much"]
    assert found["feasible"].tolist() == [True, True, False, False]
    assert found["selection"].tolist() == ["kept", "", "", ""]
    assert found[columns(optimised())].isna().all(axis=1).tolist() == [False, False, False, True]


def test_the_table_for_people_has_a_column_a_plan() -> None:
    found = in_words(optimised(idle={FAST: ("mode",)}), "en")
    assert list(found)[1].startswith("1 (chosen")
    assert "off the front" in list(found)[2]
    assert found.iloc[0, 3] == "—"
    assert found.iloc[-1].tolist() == ["targets", "met", "not met", "met"]
    assert "达标" in in_words(optimised("zh"), "zh").iloc[-1].tolist()


@pytest.mark.parametrize(("row", "text"), [
    ({"chosen": True, "knee": True, "front": True}, " (chosen, knee)"),
    ({"chosen": False, "knee": False, "front": True}, ""),
    ({"chosen": False, "knee": False, "front": False}, " (off the front)"),
])
def test_plans_are_marked(row: dict[str, Any], text: str) -> None:
    assert marks(row, "en") == text


def test_the_mode_of_a_plan_is_that_of_all_its_townships() -> None:
    assert [mode_of(optimised(), p) for p in (CHEAP, FAST, HEAVY)] == ["joint", "other", "joint"]
    assert mode_of(optimised(mode=None), CHEAP) == MIXED
    towns = tuple(DecisionKey(f"{TOWNSHIPS}.座{i}", ("joint", "other"), False) for i in (1, 2))
    found = optimised(asked=Question(towns, (COST, TIME), ()))
    assert [mode_of(found, p) for p in ((0, 0), (1, 1), (0, 1))] == ["joint", "other", MIXED]
