"""What waits in the county day by day, by mode: a peak of the calendar, and the weeks until its backlog is gone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.frame import listed, panels
from sim.chart.look import Look
from sim.chart.style import FULL_MM, dress, new_figure, thousands
from sim.chart.subject import Picture, Subject
from sim.words import say

INBOUND, OUTBOUND = ("came", "waiting"), ("offered", "out_waiting")
"""Columns of either direction: what comes on a day, and what waits at its end."""


def draw_backlog(
    ax: Axes, backlog: pd.DataFrame, looks: Sequence[Look], lang: str = "zh", columns: tuple[str, str] = INBOUND
) -> None:
    """Draw the backlog at the end of each day.

    One line a mode: inbound, the pool's parcels that came to the hub and have not reached their point; outbound, all
    that were offered and have not left the county. Grey steps: parcels that come in, or are offered, on a day. Shaded:
    days that the calendar makes heavier or lighter than normal.

    Args:
        backlog: columns mode, date, factor and ``columns``.
    """
    comes, waits = columns
    by_mode = {look.key: backlog[backlog["mode"] == look.key] for look in looks}
    days = next(rows for rows in by_mode.values() if len(rows))
    x = np.arange(len(days))
    of_day = say(lang, "当日件量", "parcels of the day")
    ax.step(x, days[comes], where="mid", color="#AAAAAA", linewidth=1.0, label=of_day)
    for look in looks:
        rows = by_mode[look.key]
        ax.plot(x[: len(rows)], rows[waits], color=look.colour, linestyle=look.dash, label=look.name)
    _draw_days(ax, days)
    ax.set(xlim=(0, len(x) - 1), ylabel=say(lang, "件", "parcels"))
    ax.set_ylim(bottom=0)
    thousands(ax.yaxis)
    ax.grid(axis="y")


def _draw_days(ax: Axes, days: pd.DataFrame) -> None:
    """Shade the days that are not normal, and name one a week."""
    for day in np.flatnonzero(days["factor"].to_numpy(float) != 1):
        ax.axvspan(day - 0.5, day + 0.5, color="#DDCC77", alpha=0.25, linewidth=0, zorder=0)
    dates = [str(date)[5:] for date in days["date"]]
    ax.set_xticks(np.arange(len(days))[::7], dates[::7])


def backlog_figure(of: Subject) -> Picture | None:
    """A panel a direction that anything waits in; None where nothing does."""
    lang, backlog = of.lang, of.table("backlog")
    directions = {
        INBOUND: say(lang, "下行（共配池）：未到点", "in (pool): not yet at the point"),
        OUTBOUND: say(lang, "上行（全县）：未出县", "out (all parcels): not yet out of the county"),
    }
    shown = [columns for columns in directions if backlog[list(columns)].to_numpy().any()]
    if not shown:
        return None
    figure = new_figure(FULL_MM, 12.0 + 54.0 * len(shown))
    axes = panels(figure, len(shown), 1, sharex=True).shown
    for ax, columns in zip(axes, shown, strict=True):
        draw_backlog(ax, backlog, of.looks, lang, columns)
        ax.set_title(directions[columns], fontsize=8.5)
    note = say(
        lang, "线为日终等待的件数，各次重复的平均；底色为日历中的节令。",
        "Lines: parcels that wait at the end of a day, means over replications; shaded: occasions of the calendar.",
    )
    names = listed((look.name for look in of.looks if look.remote), lang)
    town = say(
        lang, f"{names}：所到的点在乡镇，件数不可与送到村的模式相比。",
        f"{names}: the point is at the township, so the number must not be compared with that of modes that come to "
        "the village.",
    ) if names and INBOUND in shown else ""
    title = say(lang, "各日积压", "What waits, day by day")
    dress(figure, title, [note, town], of.info.provenance, axes[0].get_legend_handles_labels())
    return Picture(figure, backlog)
