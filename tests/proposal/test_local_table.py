"""Of villages and townships the workbook shows the main KPIs, in words what is not in a plan."""

from __future__ import annotations

import pandas as pd

from sim.proposal.local_table import local_table

FRAME = pd.DataFrame(
    {
        "mode": ["a", "b"], "township": ["T1", "T2"], "township_name": ["东镇", "西镇"], "cost_system_parcel": [1.0, 2.0], "cost_system_parcel_low": [0.5, 1.5], "at_village_p95_h": [9.0, 9.0],
        "cost_public_parcel": [None, 0.0], "cost_public_parcel_low": [None, 0.0], "cost_public_parcel_state": ["not in this plan", "degenerate"],
    }
)  # fmt: skip


def test_bounds_states_codes_and_lesser_kpis_are_left_out() -> None:
    assert list(local_table(FRAME, "en").columns) == ["mode", "township_name", "cost_system_parcel", "cost_public_parcel"]


def test_public_money_is_in_words_where_the_plan_asks_for_none() -> None:
    assert local_table(FRAME, "zh")["cost_public_parcel"].tolist() == ["本方案未涉及", 0.0]
    assert "cost_public_parcel" not in local_table(FRAME[["mode", "cost_system_parcel"]], "zh")
