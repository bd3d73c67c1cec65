"""What waits in the county day by day, by mode: a peak of the calendar, and the weeks until its backlog is gone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import thousands
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
