"""Why fresh produce does not leave the county in time, and what to change, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.parameters.outbound import Outbound
from sim.words import say

WANTED = 0.9
"""The share of fresh produce in time below which it is told."""


def fresh_remark(summary: pd.DataFrame, names: Mapping[str, str], asked: Outbound, lang: str) -> str:
    """By mode, how much of the fresh produce leaves in time and how much is at the hub in time, and what would change
    that; empty where none goes out or it does well.

    Args:
        summary: columns mode, kpi, mean. names: of modes, in the language.
    """
    out, at_hub = (_by_mode(summary, kpi) for kpi in ("out_fresh_in_time", "out_fresh_at_hub"))
    late = {mode: share for mode, share in out.items() if share < WANTED}
    if not late:
        return ""
    shares = (f"{names[mode]} {share:.0%}/{at_hub[mode]:.0%}" for mode, share in late.items())
    told, leaves = say(lang, "、", ", ").join(shares), say(lang, "、", ", ").join(asked.line_haul)
    return say(
        lang,
        f"鲜活件{asked.fresh_limit_h:g}小时内出县/到县中心的占比：{told}。两者之差在等出县干线（现{leaves}发车），可改"
        "demand.outbound.line_haul的时刻或加班次；到县中心已晚的，在收寄之后加开一班收件（schedule.village.depart或"
        "schedule.direct.depart加傍晚班次）。",
        f"Fresh produce out of the county / at the hub within {asked.fresh_limit_h:g} h: {told}. The gap between both "
        f"waits for line-haul, which leaves at {leaves}: change or add times of demand.outbound.line_haul; for what is "
        "late at the hub add a run after it is accepted (an evening time in schedule.village.depart or "
        "schedule.direct.depart).",
    )


def _by_mode(summary: pd.DataFrame, kpi: str) -> dict[str, float]:
    """The mean of a KPI of all parcels."""
    rows = summary[summary["kpi"] == f"{kpi}.all"]
    return dict(zip(rows["mode"].astype(str), rows["mean"].astype(float), strict=True))
