"""Basics, backstop villages and indicators in words."""

from __future__ import annotations

import pandas as pd
import pytest

from sim.policy.appraisal import appraisal
from sim.policy.backstop import COLUMNS
from sim.policy.basics import basics
from sim.proposal.plan.plan_places import APPRAISAL, BACKSTOP, BASICS
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.plan_made import plan_case

CASE = plan_case()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_key_is_shown(lang: str) -> None:
    reader = PlanReader(CASE.document, CASE.prepared, lang)
    one = pd.DataFrame([("joint", "t0", "镇0", "v0", "村0", 100, 2.0, 3.0, "", "not_reached", 1.0, 2.0)], columns=COLUMNS)
    for view, table in ((BASICS, basics(CASE)), (BACKSTOP, one), (APPRAISAL, appraisal(CASE))):
        shown = view.shown(table, reader)
        texts = [*map(str, shown.columns), *(v for c in shown for v in shown[c] if isinstance(v, str))]
        assert not [t for t in texts if "_" in t or t.lower() == "nan"]


def test_indicators_stand_side_by_side() -> None:
    shown = APPRAISAL.shown(appraisal(CASE), PlanReader(CASE.document, CASE.prepared, "en"))
    assert list(shown.columns)[2:] == list(PlanReader(CASE.document, CASE.prepared, "en").modes.values())
    assert shown.iloc[0, 2] == "2/3, 66.7%"
