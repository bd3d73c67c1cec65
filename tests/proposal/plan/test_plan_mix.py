"""The best mix as a person reads it."""

from __future__ import annotations

import pandas as pd

from sim.inference.mix.mix_tried import BEST_MIX as VILLAGES
from sim.inference.mix.mix_tried import TRIED
from sim.proposal.plan.plan_mix import BEST_MIX, MIX_TRIED
from sim.proposal.plan.plan_view import PlanReader
from tests.proposal import made

READER = PlanReader(None, made.prepared(), "zh")


def test_a_village_without_a_second_has_a_dash() -> None:
    row = ("v1", "村1", "座1", 9.0, "joint", 7.0, "", float("nan"), "")
    shown = BEST_MIX.shown(pd.DataFrame([row], columns=VILLAGES), READER)
    assert shown.iloc[0].tolist()[:6] == ["村1", "座1", 9.0, "joint", 7.0, "—"]
    assert not [head for head in shown.columns if "_" in head]


def test_a_mode_that_looks_cheaper_has_its_reason_beside_it() -> None:
    row = ("v1", "村1", "座1", 9.0, "joint", 7.0, "other", -3.0, "no_room")
    for lang, told in (("zh", "承运方没有余量"), ("en", "no room with its host")):
        shown = BEST_MIX.shown(pd.DataFrame([row], columns=VILLAGES), PlanReader(None, made.prepared(), lang))
        assert shown.iloc[0].tolist()[-2:] == [-3.0, told]


def test_what_was_tried_says_what_it_misses() -> None:
    rows = [("joint", 9.0, "overloaded", "", "", False, False), ("mix 2", 8.0, "ok", "within_24h", "post", True, True)]
    shown = MIX_TRIED.shown(pd.DataFrame(rows, columns=TRIED), READER)
    assert shown.iloc[0].tolist() == ["快快合作", 9.0, "超负荷", "", "", "", ""]
    assert shown.iloc[1].tolist() == ["组合2", 8.0, "正常", "24小时进村率", "邮政", "是", "是"]
