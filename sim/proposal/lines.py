"""Lines of words in both languages, of which answers and trust cards are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.inference.estimate import Comparison
from sim.words import amount, apart, figure

Names = Mapping[str, tuple[str, str]]
"""Chinese and English name by mode."""

LIMITS = (
    (
        "上行（出村）快件与农产品只在设置要求时模拟（demand.outbound）；未要求则仅有下行快件",
        "outbound parcels and farm produce are simulated only where demand.outbound asks for them; else inbound "
        "parcels alone",
    ),
    (
        "公路里程为直线距离乘绕行系数（用户给出的除外），不是导航里程",
        "road distances are straight lines times a circuity (unless the user gave them), not routed ones",
    ),
    (
        "村庄位置与人口为合成者，只代表全县的分布，不代表某一个村",
        "where villages' positions and populations are synthetic, results stand for the county's distribution, not for "
        "one village"
    ),
    (
        "不含县外干线运输与管理费用；开办投资、大促与农忙季只在设置时计入（investment、demand.calendar、demand.outbound.harvest）",
        "line-haul to the county and management are left out; start-up of points and hub, peak seasons and harvest "
        "count only where they are set (investment, demand.calendar, demand.outbound.harvest)",
    ),
)
"""What the model leaves out."""


@dataclass(frozen=True)
class Statement:
    """A line of words in both languages: what it is about, the group it stands in, and a verdict where it is an answer.
    """

    topic: str
    zh: str
    en: str
    verdict: str = ""
    group: str = ""


def named(names: Names, mode: str) -> tuple[str, str]:
    """Chinese and English name of a mode; its key where it has none."""
    return names.get(mode, (mode, mode))


def lead(pair: Comparison, unit: str, lang: str) -> str:
    """How far apart two modes are, with the interval; shares in percentage points."""
    low, high = sorted((abs(pair.low), abs(pair.high))) if pair.low * pair.high > 0 else (
        -min(abs(pair.low), abs(pair.high)), max(abs(pair.low), abs(pair.high))
    )
    return amount(abs(pair.difference), apart(unit), lang) + spread(low, high, apart(unit))


def spread(low: float, high: float, unit: str) -> str:
    """An interval in square brackets; nothing where it cannot be told, or is too narrow to print."""
    if not (np.isfinite(low) and np.isfinite(high)) or figure(low, unit) == figure(high, unit):
        return ""
    return f" [{figure(low, unit)}, {figure(high, unit)}]"
