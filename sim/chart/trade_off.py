"""Cost against time: which modes are worth having, and what a faster one costs more."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.chart.frame import whiskers, width_for
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, dress, new_figure, thousands
from sim.chart.subject import Picture, Subject
from sim.words import say

VILLAGE, HAND, COST = "at_village_mean_h", "in_hand_mean_h", "cost_system_parcel"
YUAN = ("单件社会总成本（元/件）", "system cost (yuan a parcel)")
HOURS_IN_HAND = ("平均到手时间（小时）", "mean hours until in hand")


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
    ax: Axes, summary: pd.DataFrame, looks: Sequence[Look], lang: str = "zh", time: str = HAND, cost: str = COST
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
    times, costs = _by_mode(summary, time), _by_mode(summary, cost)
    there = {*times} & {*costs}
    shown = [look for look in looks if look.key in there and not (look.remote and time.startswith("at_village"))]
    both = pd.DataFrame(
        [(times[look.key].mean, costs[look.key].mean) for look in shown], [look.key for look in shown], ["time", "cost"]
    )
    front = both.loc[non_dominated(both)]
    if len(front) > 1:
        ax.plot(front["time"], front["cost"], color=GREY, linewidth=1.0, zorder=1)
    for look in shown:
        _draw_mark(ax, times[look.key], costs[look.key], look)
    ax.margins(0.12)
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.grid(axis="both")
    return len(front) > 1


@dataclass(frozen=True)
class _Interval:
    """A mean with its ends, which are NaN where there is none."""

    mean: float
    low: float
    high: float

    @property
    def whiskers(self) -> NDArray[np.float64] | None:
        """Lengths below and above, None without an interval."""
        return None if math.isnan(self.high - self.low) else whiskers(self.mean, self.low, self.high)


def _by_mode(summary: pd.DataFrame, kpi: str) -> dict[str, _Interval]:
    """A KPI by mode, where its mean is a number."""
    rows = summary.loc[summary["kpi"] == kpi, ["mode", "mean", "ci_low", "ci_high"]].itertuples(index=False)
    return {str(mode): _Interval(mean, low, high) for mode, mean, low, high in rows if math.isfinite(mean)}


def _draw_mark(ax: Axes, time: _Interval, cost: _Interval, look: Look) -> None:
    """Draw a mode with its intervals, hollow where it hands over at the township."""
    mark: dict[str, Any] = {
        "color": look.colour, "marker": look.marker, "markersize": 5.5, "linestyle": "none",
        "markerfacecolor": "white" if look.remote else look.colour,
    }
    ax.errorbar(
        time.mean, cost.mean, xerr=time.whiskers, yerr=cost.whiskers, elinewidth=1.0, zorder=3, **mark
    )
    ax.plot([], [], label=look.name, **mark)


def draw_trade_offs(axes: tuple[Axes, Axes], summary: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> bool:
    """Draw the trade-off twice with one cost axis: by the time to the village, and by the time until residents hold the
    parcel.

    Returns:
        Whether a line was drawn in either.
    """
    left, right = axes
    lines = [
        draw_trade_off(ax, summary, looks, lang, time)
        for ax, time in ((left, VILLAGE), (right, HAND))
    ]
    left.set_ylabel(say(lang, *YUAN))
    left.set_xlabel(say(lang, "平均到村点时间（小时）", "mean hours to the village point"))
    right.set_xlabel(say(lang, *HOURS_IN_HAND))
    top = max(left.get_ylim()[1], right.get_ylim()[1])
    left.set_ylim(0, top)
    right.set_ylim(0, top)
    right.tick_params(labelleft=False)
    return any(lines)


def trade_off_figure(of: Subject) -> Picture | None:
    """Both trade-offs side by side, or the one until in hand where fewer than two modes come to the village; None where
    there are not two modes at all."""
    lang, summary = of.lang, of.table("summary")
    there = {*_by_mode(summary, HAND)} & {*_by_mode(summary, COST)}
    shown = [look for look in of.looks if look.key in there]
    if len(shown) < 2:
        return None
    both = sum(not look.remote for look in shown) > 1
    figure = new_figure(FULL_MM if both else width_for(look.name for look in shown), 68.0)
    if both:
        left, right = figure.subplots(1, 2, gridspec_kw={"wspace": 0.06})
        line = draw_trade_offs((left, right), summary, of.looks, lang)
    else:
        right = figure.add_subplot()
        line = draw_trade_off(right, summary, of.looks, lang)
        right.set(xlabel=say(lang, *HOURS_IN_HAND), ylabel=say(lang, *YUAN))
    notes = [
        say(lang, f"{pool_note(lang)}；误差线为95%置信区间。", f"{pool_note(lang)}; whiskers are 95 % intervals."),
        say(lang, "灰线连接互不占优的模式。", "The grey line joins the modes that no other beats in both.")
        if line else "",
        say(
            lang, f"空心：在乡镇交付，多数快件不进村{'，左图不列' if both else ''}。",
            "Hollow: handed over at the township, so most parcels do not come to the village"
            f"{'; not on the left' if both else ''}.",
        ) if any(look.remote for look in shown) else "",
    ]
    said = say(lang, "", " ").join(note for note in notes if note)
    title = say(lang, "成本与时间的权衡", "Cost against time")
    dress(figure, title, [said], of.info.provenance, right.get_legend_handles_labels())
    return Picture(figure, summary[summary["kpi"].isin((VILLAGE, HAND, COST))])
