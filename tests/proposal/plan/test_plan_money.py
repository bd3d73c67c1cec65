"""Money of a plan in words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.inference.cost.support_tables import SUBSIDIES as COLUMNS
from sim.policy.basics import budget
from sim.policy.subsidy import thresholds
from sim.proposal.plan.plan_money import BUDGET, SUBSIDIES, THRESHOLDS
from sim.proposal.plan.plan_view import PlanReader
from tests.policy.plan_made import plan_case

RULE = {"zh": "公益岗", "en": "post", "of": "hub", "from_parcels_year": 5, "payer_zh": "旗财政局", "payer_en": "Finance Bureau"}
GIVEN = pd.DataFrame(
    [
        ("joint", "subsidy.post", "public", "keeper", "point", 61.0, 0.0, 366_000.0),
        ("joint", "investment.station", "public", "host:post", "village", np.nan, np.nan, 9.0),
    ],
    columns=COLUMNS,
)
CASE = plan_case(subsidies={"post": RULE})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_and_payers_are_those_of_the_plan(lang: str) -> None:
    reader = PlanReader(CASE.document, CASE.prepared, lang)
    shown = SUBSIDIES.shown(GIVEN.assign(fact="D4-54"), reader)
    assert shown.iloc[0].tolist()[1:3] == (["公益岗", "旗财政局"] if lang == "zh" else ["post", "Finance Bureau"])
    assert "旗财政局" not in shown.iloc[1].tolist()
    assert not [c for c in shown.columns if "_" in c]


def test_the_page_has_a_column_a_mode() -> None:
    reader = PlanReader(CASE.document, CASE.prepared, "zh")
    assert BUDGET.page_shown is not None
    shown = BUDGET.page_shown(budget(CASE), reader)
    assert len(shown.columns) == 1 + len(CASE.scenarios)
    assert shown.iloc[0, 0] == "社会总成本"


def test_public_money_that_is_not_asked_for_is_not_in_the_plan() -> None:
    case = plan_case()
    assert BUDGET.page_shown is not None
    shown = BUDGET.page_shown(budget(case), PlanReader(case.document, case.prepared, "zh"))
    public = shown[shown.iloc[:, 0] == "财政"].iloc[0, 1:].tolist()
    assert set(public) == {"本方案未涉及"}
    assert "本方案未涉及" not in shown[shown.iloc[:, 0] != "财政"].to_numpy()


def test_the_budget_and_thresholds_have_no_keys() -> None:
    reader = PlanReader(CASE.document, CASE.prepared, "en")
    assert "10,000 yuan a year" in BUDGET.shown(budget(CASE), reader).columns
    shown = THRESHOLDS.shown(thresholds(CASE), reader)
    assert shown["verdict"].tolist() == ["met"]
    assert len(shown.columns) == 8, "the town is not served here"
