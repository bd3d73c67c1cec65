"""Cost against time of the plans that an optimisation looked at: the front, the chosen plan, and what does not keep the
targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from sim.chart.frame import sentence
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
    _draw_seen(ax, seen[~seen["feasible"]], BROKEN, say(lang, "搜索中未达标", "misses a target (search)"))
    _draw_seen(ax, seen[seen["feasible"]], SEEN, say(lang, "搜索中达标", "keeps the targets (search)"))
    best = plans[plans["front"]].sort_values(["time", "cost"])
    ax.plot(best["time"], best["cost"], color=GREY, linewidth=1.0, zorder=2)
    for look in looks:
        _draw_plans(ax, plans[plans["look"] == look.key], look)
    _ring(ax, plans[plans["chosen"]], 13.0, "-", say(lang, "选定方案", "chosen plan"))
    _ring(ax, plans[plans["knee"]], 10.0, ":", say(lang, "拐点", "knee"))
    _number(ax, plans)
    ax.set_xlim(*_limits(plans, seen, "time"))
    ax.set_ylim(*_limits(plans, seen, "cost"))
    thousands(ax.xaxis)
    thousands(ax.yaxis)
    ax.grid(axis="both")


def _draw_seen(ax: Axes, seen: pd.DataFrame, colour: str, name: str) -> None:
    """Draw plans that only the search saw, if there are any."""
    if len(seen):
        ax.plot(
            seen["time"], seen["cost"], linestyle="none", marker="o", markersize=2.6, color=colour, markeredgewidth=0,
            zorder=1, label=name,
        )


def _draw_plans(ax: Axes, plans: pd.DataFrame, look: Look) -> None:
    """Draw the plans of one look, hollow where a target is not met."""
    if plans.empty:
        return
    mark: dict[str, Any] = {"color": look.colour, "marker": look.marker, "markersize": 5.0, "linestyle": "none"}
    for met, fill in ((True, look.colour), (False, "white")):
        rows = plans[plans["met"] == met]
        if len(rows):
            ax.errorbar(
                rows["time"], rows["cost"], xerr=_whiskers(rows, "time"), yerr=_whiskers(rows, "cost"),
                markerfacecolor=fill, elinewidth=0.9, zorder=3, **mark,
            )
    ax.plot([], [], label=look.name, **mark)


def _ring(ax: Axes, plans: pd.DataFrame, size: float, style: str, name: str) -> None:
    """Ring some plans."""
    ax.scatter(
        plans["time"], plans["cost"], s=size**2, facecolors="none", edgecolors=INK, linewidths=1.1, linestyle=style,
        zorder=4, label=name if len(plans) else None,
    )


def _number(ax: Axes, plans: pd.DataFrame) -> None:
    """Write their numbers beside the plans."""
    clear = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.6}
    for number, x, y in zip(plans["plan"], plans["time"], plans["cost"], strict=True):
        ax.annotate(
            str(number), (x, y), xytext=(8.0, 3.0), textcoords="offset points", fontsize=7.5, color=INK, zorder=5,
            bbox=clear,
        )


def _whiskers(rows: pd.DataFrame, what: str) -> NDArray[np.float64]:
    """Lengths of the intervals below and above, shape (2, rows)."""
    x = rows[[f"{what}_low", what, f"{what}_high"]].to_numpy(dtype=float)
    return np.nan_to_num(np.diff(x, axis=1).T)


def _limits(plans: pd.DataFrame, seen: pd.DataFrame, what: str) -> tuple[float, float]:
    """Room for every plan of the result, and for most of those seen: a few far off would squeeze the rest into a
    corner."""
    other = seen[what].to_numpy(dtype=float)
    other = other[np.isfinite(other)]
    most = np.quantile(other, [0.0, 0.9]) if len(other) else []
    values = np.concatenate([plans[f"{what}_low"], plans[what], plans[f"{what}_high"], most])
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    room = 0.07 * (high - low) or 1.0
    return max(0.0, low - room), high + room


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
    inside = seen["time"].between(*ax.get_xlim()) & seen["cost"].between(*ax.get_ylim())
    kept = sentence(targets or [say(lang, "无", "none")], lang, say(lang, "目标：", "Targets: "))
    notes = [kept, _marks(plans, lang), _not_drawn(unsimulated, int((~inside).sum()), lang)]
    title = say(lang, "成本与时间的前沿", "Cost against time: the plans that no other beats in both")
    dress(figure, title, notes, provenance, ax.get_legend_handles_labels())
    return figure


def _marks(plans: pd.DataFrame, lang: str) -> str:
    """What numbers, lines and hollow marks mean."""
    marks = [say(lang, "数字为方案编号，误差线为95%置信区间", "Numbers name the plans; whiskers are 95 % intervals")]
    if plans["front"].sum() > 1:
        marks.append(
            say(lang, "灰线连接互不占优的方案", "the grey line joins plans that no other beats in both")
        )
    if not plans["met"].all():
        marks.append(say(lang, "空心：未达标或未能证实", "hollow: a target is missed or not verified"))
    return sentence(marks, lang)


def _not_drawn(unsimulated: int, outside: int, lang: str) -> str:
    """Which of the plans looked at do not stand in the picture; empty where all do."""
    left = []
    if unsimulated:
        left.append(say(
            lang, f"{unsimulated}个超负荷或无法编制，未予仿真",
            f"{unsimulated} overloaded or impossible to make, and not simulated",
        ))
    if outside:
        lies = "lies" if outside == 1 else "lie"
        left.append(say(lang, f"{outside}个在图外", f"{outside} {lies} outside the picture"))
    return sentence(left, lang, say(lang, "其他查看过的方案：", "Of the other plans looked at "))

