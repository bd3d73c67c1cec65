"""Shelves as people read them."""

from __future__ import annotations

import pandas as pd

from sim.policy.shelf import COLUMNS
from sim.proposal.plan.plan_shelves import SHELVES
from sim.proposal.plan.plan_view import PlanReader
from tests.proposal.made import prepared


def test_the_largest_are_first_on_the_page_and_all_words_are_the_readers() -> None:
    rows = [("joint", "1", "甲", "东镇", 12, 15, 300.0, "planned", 0.0, "met"), ("joint", "2", "乙", "东镇", 40, 44, float("nan"), "unknown", 40.0, "not_verified")]
    table = pd.DataFrame(rows, columns=COLUMNS)
    reader = PlanReader(None, prepared(), "zh")
    assert SHELVES.shown(table, reader)["需放件数"].tolist() == [12, 40]
    assert SHELVES.page_shown is not None
    shown = SHELVES.page_shown(table, reader)
    assert shown["需放件数"].tolist() == [40, 12]
    assert shown["判断"].tolist() == ["未核验", "达到"]
