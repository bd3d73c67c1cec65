"""Shares of a pool's cost as a person reads them."""

from __future__ import annotations

import pandas as pd

from sim.inference.cost.sharing import SHARING as COLUMNS
from sim.proposal.plan.plan_sharing import SHARING, left_out
from sim.proposal.plan.plan_view import PlanReader
from tests.proposal import made

NAN = float("nan")


def test_brands_pools_and_modes_have_names() -> None:
    row = ("joint", "joint", "zto", 9.0, 4.0, 3.0, 3.0, 2.0, NAN, NAN, 0.2, 2.0, 1)
    shown = SHARING.shown(pd.DataFrame([row], columns=COLUMNS), PlanReader(None, made.prepared(), "zh"))
    assert shown.iloc[0].tolist()[:4] == ["快快合作", "共配联合体", "中通", 9.0]
    assert not [head for head in shown.columns if "_" in head or "区间" in head]
    assert set(SHARING.formats) <= set(COLUMNS)


def test_why_a_pool_is_left_out_is_told_in_both_languages() -> None:
    line = left_out("m", "joint", {"zto", "yto"}, ("超负荷", "overloaded"))
    assert "yto、zto" in line.zh
    assert "yto, zto alone" in line.en
