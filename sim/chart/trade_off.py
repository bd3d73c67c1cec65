"""Cost against time: which modes are worth having, and what a faster one costs more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import GREY, thousands
from sim.words import say


def non_dominated(table: pd.DataFrame) -> list[str]:
    """Keys of those rows (index) to which no other is both at least as fast and at least as cheap, and better in one;
    fastest first."""
    kept, cheapest = [], float("inf")
    for key, row in table.sort_values(["time", "cost"]).iterrows():
        if row["cost"] < cheapest:
            kept.append(str(key))
            cheapest = row["cost"]
    return kept


def draw_trade_off(
    ax: Axes, summary: pd.DataFrame, looks: Sequence[Look], lang: str = "zh", time: str = "in_hand_mean_h",
    cost: str = "cost_system_parcel",
) -> bool:
    """Draw the system cost of a parcel against its mean time, a mark a mode, with 95 % intervals both ways.

    The grey line joins the modes that no other beats in both, fastest first. A hollow mark is a mode that hands over at
    the township; by the time to the village it is left out.

    Args:
        summary: columns mode, kpi, mean, ci_low, ci_high; a mode without both KPIs is left out.
        time, cost: KPI of either axis.

    Returns:
        Whether a line was drawn: one mode may beat all others.
    """
    points = {}
    shown = [look for look in looks if not (look.remote and time.startswith("at_village"))]
    for look in shown:
        rows = summary[summary["mode"] == look.key].set_index("kpi")[
            ["mean", "ci_low", "ci_high"]
        ].astype(float).T.to_dict()
        if {time, cost} <= set(rows) and all(math.isfinite(rows[k]["mean"]) for k in (time, cost)):
            points[look.key] = (rows[time], rows[cost])
    table = pd.DataFrame({k: {"time": t["mean"], "cost": c["mean"]} for k, (t, c) in points.items()}).T
    front = table.loc[non_dominated(table)] if len(table) else table
    if len(front) > 1:
        ax.plot(front["time"], front["cost"], color=GREY, linewidth=1.0, zorder=1)
    for look in shown:
        if look.key not in points:
            continue
        t, c = points[look.key]
        ax.errorbar(
            t["mean"], c["mean"], xerr=_whiskers(t), yerr=_whiskers(c), color=look.colour, marker=look.marker,
            markersize=5.5, linestyle="none",
            markerfacecolor="white" if look.remote else look.colour, elinewidth=1.0, zorder=3,
        )  # fmt: skip
        ax.plot(
            [], [], color=look.colour, marker=look.marker, markersize=5.5, linestyle="none",
            markerfacecolor="white" if look.remote else look.colour, label=look.name,
        )
    ax.margins(0.12)
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.grid(axis="both")
    return len(front) > 1


def _whiskers(row: dict[Any, Any]) -> list[list[float]] | None:
    low, high = row["mean"] - row["ci_low"], row["ci_high"] - row["mean"]
    return [[max(0.0, low)], [max(0.0, high)]] if low == low and high == high else None


def draw_trade_offs(axes: tuple[Axes, Axes], summary: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> bool:
    """Draw the trade-off twice with one cost axis: by the time to the village, and by the time until residents hold the
    parcel.

    Returns:
        Whether a line was drawn in either.
    """
    left, right = axes
    lines = [
        draw_trade_off(ax, summary, looks, lang, time)
        for ax, time in ((left, "at_village_mean_h"), (right, "in_hand_mean_h"))
    ]
    left.set_ylabel(say(lang, "单件社会总成本（元/件）", "system cost (yuan a parcel)"))
    left.set_xlabel(say(lang, "平均到村点时间（小时）", "mean hours to the village point"))
    right.set_xlabel(say(lang, "平均到手时间（小时）", "mean hours until in hand"))
    top = max(left.get_ylim()[1], right.get_ylim()[1])
    left.set_ylim(0, top)
    right.set_ylim(0, top)
    right.tick_params(labelleft=False)
    return any(lines)
