"""Scenarios in the order of the design and of merit, and the cells of their rows."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.estimate import DEGENERATE, SKEWED
from sim.proposal.sweep.swept_rows import distinct, readable, shown_text, span
from tests.proposal.sweeping import COST, SHARE, STATUS, compared, labels, swept


@pytest.mark.parametrize(
    ("state", "low", "text"),
    [("ok", 1.9, " [1.90, 2.10]"), (DEGENERATE, 1.9, ""), (SKEWED, 1.9, ""), ("ok", np.nan, "")],
)
def test_an_interval_is_told_where_there_is_one(state: str, low: float, text: str) -> None:
    assert span({f"{COST}_low": low, f"{COST}_high": 2.1, f"{COST}_state": state}, COST) == text


def test_a_kpi_of_an_overloaded_plan_is_no_figure() -> None:
    row = {"overloaded": False, COST: 2.0, f"{COST}_low": 1.9, f"{COST}_high": 2.1, f"{COST}_state": SKEWED}
    assert shown_text(row, COST, "en") == "2.00†"
    assert shown_text(row | {"overloaded": True}, COST, "en") == "overloaded"


def test_people_read_scenarios_with_what_came_out_the_same_and_differences() -> None:
    found = readable(swept(), swept().ranked, named=True)
    assert found["no."].tolist() == ["1", "2 (= 3)", "3", "4"]
    assert found["mode"].tolist() == ["joint delivery"] * 3 + ["post carries"]
    assert found.iloc[:, -2].tolist() == ["—", "+0.10 [-0.10, +0.30]", "+0.10 [+0.02, ∞]", "—"]
    assert found.iloc[:, -1].tolist() == ["—", "not distinguishable", "higher", "—"]
    written = readable(swept(compared=compared().iloc[:0]), swept().ranked, named=False)
    assert written["mode"].tolist() == ["joint"] * 3 + ["other"]
    assert list(written)[-1] == labels().kpi(SHARE)


def test_what_came_out_the_same_stands_once() -> None:
    assert distinct(swept())["number"].tolist() == [1, 2, 4]


def test_failures_and_scenarios_are_found_by_number() -> None:
    assert swept().failed()["number"].tolist() == [STATUS.index("failed") + 1]
    assert swept().told(4).startswith("post carries, ")
    assert swept("zh").lang == "zh"


def test_too_few_replications_give_no_verdict() -> None:
    few = compared().assign(state="insufficient")
    told = readable(swept(compared=few), swept().ranked, named=True)
    (head,) = [c for c in told.columns if c.startswith("difference to")]
    assert not told[head].str.contains("[", regex=False).any(), "nor an interval"
    assert "insufficient" in set(readable(swept(compared=few), swept().ranked, named=True)["verdict"])
