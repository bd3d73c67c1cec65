"""The roll-out of a plan against its dated targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.chart.apart import HALO
from sim.chart.frame import each_row, widest, width_of
from sim.chart.style import FULL_MM, GREY, INK, dress, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.words import say, word

LINES = {
    "reached": (("通达的村", "villages reached"), "#0072B2", "-", "o"),
    "points": (("有服务点的村", "villages with a point"), "#D55E00", (0, (5, 1.5)), "s"),
    "to_standard": (("达标的点", "points to standard"), "#000000", (0, (1.2, 1.2)), "^"),
}
"""Columns of the roll-out with their name, colour, dashes and marker."""
FILLED = {"met": INK, "gap": "white", "not_verified": "#BBBBBB"}
"""How a target's mark is filled."""
FEWEST = 10
"""Places from which on a target stands on the axis of villages."""


def draw_roll_out(
    ax: Axes, rollout: pd.DataFrame, targets: pd.DataFrame, names: Mapping[str, str], lang: str = "zh"
) -> None:
    """Draw what is reached at the end of each stage, and each dated target as a mark: filled where it is met, hollow
    where it is missed, grey where nobody can tell.

    Args:
        rollout: of the whole county, columns month, villages and those of ``LINES``.
        targets: of the scheme, columns target, needed, date, verdict.
    """
    months = _days(pd.to_datetime(rollout["month"]) + pd.offsets.MonthEnd(0))
    for number_, (column, (pair, colour, dash, marker)) in enumerate(LINES.items()):
        wide = 1.5 if number_ else 3.6  # the first is seen below a second of the same numbers
        ax.plot(
            months, rollout[column], color=colour, linestyle=dash, linewidth=wide, marker=marker, zorder=5,
            markersize=5 if number_ else 8, markeredgecolor="white", markeredgewidth=0.5, label=say(lang, *pair),
        )
    dates = _days(pd.to_datetime(targets["date"]))
    for day, row in zip(dates, each_row(targets), strict=True):
        ax.plot(
            day, row.needed, linestyle="none", marker="D", markersize=9, markerfacecolor=FILLED[str(row.verdict)],
            markeredgecolor=INK, zorder=4,
        )
    ax.axhline(float(rollout["villages"].max()), color=GREY, linewidth=0.8, label=say(lang, "全部村", "all villages"))
    _frame(ax, sorted({*months.tolist(), *dates.tolist()}))
    top = float(max([rollout["villages"].max(), *targets["needed"]]))
    ax.set_ylim(-0.04 * top, 1.15 * top)
    _name_targets(ax, targets.assign(at=dates), names)
    ax.set_ylabel(say(lang, "村、点数", "villages, points"))
    ax.grid(axis="y")


def _days(dates: Any) -> NDArray[np.float64]:
    """Days since 1970."""
    days = pd.DatetimeIndex(dates).to_numpy().astype("datetime64[D]").astype(np.float64)
    return np.asarray(days, dtype=np.float64)


def _frame(ax: Axes, days: list[float]) -> None:
    """The axis of time: days named that are far enough apart, with room for names right of the last."""
    spare = max(45.0, 0.12 * (days[-1] - days[0]))
    ax.set_xlim(days[0] - spare, days[-1] + 3.2 * spare)
    ticks: list[float] = []
    for day in days:
        if not ticks or day - ticks[-1] >= 0.11 * (days[-1] - days[0] + 4.2 * spare):
            ticks.append(day)
    ax.set_xticks(ticks, [(date(1970, 1, 1) + timedelta(days=day)).strftime("%Y-%m") for day in ticks])


def _name_targets(ax: Axes, targets: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Write each target right of its mark, above it, or below where another mark stands in the way; those of one date
    and height share a text."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    day = (right - left) / (0.85 * width_of(ax))
    for _, rows in targets.groupby(["at", "needed"]):
        at, needed = (float(rows[column].iloc[0]) for column in ("at", "needed"))
        text = "\n".join(f"{names.get(k, k)} {number(needed)}" for k in rows["target"])
        reach = at + (widest(text.split("\n"), 7.5) + 14) * day
        beside = targets["at"].between(at, reach, inclusive="right")
        below = bool((beside & targets["needed"].between(needed, needed + 0.12 * (high - low))).any())
        ax.annotate(
            text, (at, needed), xytext=(7, -3 if below else 3), textcoords="offset points", fontsize=7.5,
            va="top" if below else "bottom", linespacing=1.15, path_effects=HALO,
        )


def roll_out_figure(of: Subject) -> Picture | None:
    """The stages of the plan and its dated targets that count villages or points; None with fewer than two stages."""
    rollout, lang = of.table("rollout"), of.lang
    whole = rollout[rollout["township"] == ""]
    if whole["month"].nunique() < 2:
        return None
    targets = of.table("targets")
    if len(targets):
        dated = targets["date"].notna() & (targets["date"].astype(str) != "")
        targets = targets[(targets["mode"] == of.info.scheme) & targets["needed"].ge(FEWEST) & dated]
    else:
        targets = pd.DataFrame({"target": [], "needed": [], "date": [], "verdict": []})
    figure = new_figure(FULL_MM, 72.0)
    ax = figure.add_subplot()
    draw_roll_out(ax, whole, targets, of.info.words, lang)
    handles, labels = ax.get_legend_handles_labels()
    for verdict in (v for v in FILLED if v in set(targets["verdict"])):
        handles += ax.plot([], [], linestyle="none", marker="D", markerfacecolor=FILLED[verdict], markeredgecolor=INK)
        labels.append(say(lang, f"目标：{word(verdict, lang, 'target')}", f"target: {word(verdict, lang, 'target')}"))
    note = say(
        lang, "各阶段末的模拟数，各次重复的平均；菱形为方案写明期限的目标数。月份按方案，不是预测。",
        "Simulated at the end of each stage, means over replications; diamonds: numbers that the plan asks for by a "
        "date. Months are the plan's, no forecast.",
    )
    title = say(lang, "分阶段推进与期限目标", "Roll-out and dated targets")
    dress(figure, title, [note], of.info.provenance, (handles, labels))
    return Picture(figure, whole)
