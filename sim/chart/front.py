"""Cost against time of the plans that an optimisation looked at: the front, the chosen plan, and what does not keep the
targets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, INK, dress, new_figure, thousands
from sim.words import say

SEEN, BROKEN = "#6B7785", "#C3C9CF"
"""Colours of plans that only the search saw: those that kept the targets there, and those that did not."""


def draw_front(ax: Axes, plans: pd.DataFrame, seen: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the plans of the result with their intervals both ways, the front joined, over those that the search saw.

    Args:
        plans: columns plan (its number, written beside it), cost, cost_low, cost_high, time, time_low, time_high, look
            (key of a ``Look``), front, chosen, knee, met (bool each).
        seen: columns cost, time, feasible.
    """
    for kept, colour, name in (
        (False, BROKEN, say(lang, "搜索中未达标", "misses a target (search)")),
        (True, SEEN, say(lang, "搜索中达标", "keeps the targets (search)")),
    ):
        rows = seen[seen["feasible"] == kept]
        if len(rows):
            ax.plot(
                rows["time"], rows["cost"], linestyle="none", marker="o", markersize=2.6, color=colour,
                markeredgewidth=0, zorder=1, label=name,
            )
    best = plans[plans["front"]].sort_values(["time", "cost"])
    ax.plot(best["time"], best["cost"], color=GREY, linewidth=1.0, zorder=2)
    for look in looks:
        for met in (True, False):
            rows = plans[(plans["look"] == look.key) & (plans["met"] == met)]
            fill = look.colour if met else "white"
            if len(rows):
                ax.errorbar(
                    rows["time"], rows["cost"], xerr=_whiskers(rows, "time"), yerr=_whiskers(rows, "cost"),
                    color=look.colour, marker=look.marker, markersize=5.0, markerfacecolor=fill, linestyle="none",
                    elinewidth=0.9, zorder=3,
                )  # fmt: skip
        if (plans["look"] == look.key).any():
            ax.plot([], [], color=look.colour, marker=look.marker, markersize=5.0, linestyle="none", label=look.name)
    for flag, size, name in (
        ("chosen", 13.0, say(lang, "选定方案", "chosen plan")), ("knee", 10.0, say(lang, "拐点", "knee"))
    ):
        rows = plans[plans[flag]]
        style = "-" if flag == "chosen" else ":"
        ax.scatter(
            rows["time"], rows["cost"], s=size**2, facecolors="none", edgecolors=INK, linewidths=1.1, linestyle=style,
            zorder=4, label=name if len(rows) else None,
        )
    clear = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6}
    for number, x, y in zip(plans["plan"], plans["time"], plans["cost"], strict=True):
        ax.annotate(
            str(number), (x, y), xytext=(8.0, 3.0), textcoords="offset points", fontsize=7.5, color=INK, zorder=5,
            bbox=clear,
        )
    _limits(ax, plans, seen)
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.grid(axis="both")


def _whiskers(rows: pd.DataFrame, what: str) -> NDArray[np.float64]:
    """Lengths of the intervals below and above, shape (2, rows)."""
    x = rows[[f"{what}_low", what, f"{what}_high"]].to_numpy(dtype=float)
    return np.nan_to_num(np.diff(x, axis=1).T)


def _limits(ax: Axes, plans: pd.DataFrame, seen: pd.DataFrame) -> None:
    """Room for every plan of the result, and for most of those seen: a few far off would squeeze the rest into a
    corner."""
    ends = []
    for what in ("time", "cost"):
        other = seen[what].to_numpy(dtype=float)
        other = other[np.isfinite(other)]
        values = np.concatenate([
            plans[f"{what}_low"], plans[what], plans[f"{what}_high"],
            np.quantile(other, [0.0, 0.9]) if len(other) else [],
        ])
        low, high = float(np.nanmin(values)), float(np.nanmax(values))
        room = 0.07 * (high - low) or 1.0
        ends.append((max(0.0, low - room), high + room))
    ax.set_xlim(*ends[0])
    ax.set_ylim(*ends[1])


def front_figure(
    plans: pd.DataFrame, seen: pd.DataFrame, looks: Sequence[Look], names: tuple[str, str], targets: Sequence[str],
    unsimulated: int, provenance: str, lang: str = "zh",
) -> Figure:
    """The figure; to be called inside ``style.drawing()``.

    Args:
        names: of cost and time, with their units.
        targets: in words.
        unsimulated: plans that were overloaded or could not be made.
    """
    figure = new_figure(FULL_MM, 84.0)
    ax = figure.add_subplot()
    draw_front(ax, plans, seen, looks, lang)
    ax.set_ylabel(names[0])
    ax.set_xlabel(names[1])
    (x0, x1), (y0, y1) = ax.get_xlim(), ax.get_ylim()
    outside = int((~(seen["time"].between(x0, x1) & seen["cost"].between(y0, y1))).sum())
    stop = say(lang, "；", "; ")
    kept = say(lang, "目标：", "Targets: ") + (stop.join(targets) or say(lang, "无", "none")) + say(lang, "。", ".")
    marks = [
        say(lang, "数字为方案编号，误差线为95%置信区间", "Numbers name the plans; whiskers are 95 % intervals"),
        say(lang, "灰线连接互不占优的方案", "the grey line joins plans that no other beats in both")
        if plans["front"].sum() > 1 else "",
        say(lang, "空心：未达标或未能证实", "hollow: a target is missed or not verified") if not plans["met"].all()
        else "",
    ]
    left = [
        say(
            lang, f"{unsimulated}个超负荷或无法编制，未予仿真",
            f"{unsimulated} were overloaded or could not be made, and were not simulated",
        ) if unsimulated else "",
        say(lang, f"{outside}个在图外", f"{outside} lie outside the picture") if outside else "",
    ]
    more = say(
        lang, "其他查看过的方案：", "Of the other plans looked at "
    ) + stop.join(n for n in left if n) + say(lang, "。", ".") if any(left) else ""
    notes = [kept, stop.join(m for m in marks if m) + say(lang, "。", "."), more]
    dress(
        figure, say(lang, "成本与时间的前沿", "The front of cost and time"), [n for n in notes if n], provenance,
        ax.get_legend_handles_labels(),
    )
    return figure

