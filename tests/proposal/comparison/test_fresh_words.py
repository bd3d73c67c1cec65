"""What keeps fresh produce in the county, told where it is much."""

from __future__ import annotations

import pandas as pd

from sim.parameters.outbound import Outbound
from sim.proposal.comparison.fresh_words import fresh_remark


def summary(in_time: float, at_hub: float) -> pd.DataFrame:
    rows = [("m", "out_fresh_in_time.all", in_time), ("m", "out_fresh_at_hub.all", at_hub)]
    return pd.DataFrame(rows, columns=["mode", "kpi", "mean"])


def test_nothing_is_said_where_none_goes_out_or_most_is_in_time() -> None:
    for share in (float("nan"), 0.95):
        assert fresh_remark(summary(share, 0.99), {"m": "模式"}, Outbound(), "zh") == ""


def test_both_shares_and_the_hour_of_line_haul_are_told() -> None:
    for lang in ("zh", "en"):
        told = fresh_remark(summary(0.2, 0.8), {"m": "模式"}, Outbound(), lang)
        assert all(word in told for word in ("模式 20%/80%", "19:00", "demand.outbound.line_haul", "schedule.village.depart"))
