"""What waits in the county day by day, by mode: a peak of the calendar, and the weeks until its backlog is gone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import thousands
from sim.words import say


def draw_backlog(ax: Axes, backlog: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the backlog at the end of each day.

    One line a mode: the pool's parcels that came to the hub and have not reached their point. Grey steps: parcels that
    come in a day. Shaded: days that the calendar makes heavier or lighter than normal.

    Args:
        backlog: columns mode, date, factor, came, waiting.
    """
    by_mode = {look.key: backlog[backlog["mode"] == look.key] for look in looks}
    days = next(rows for rows in by_mode.values() if len(rows))
    x = np.arange(len(days))
    came = say(lang, "当日到件", "parcels that come in")
    ax.step(x, days["came"], where="mid", color="#AAAAAA", linewidth=1.0, label=came)
    for look in looks:
        rows = by_mode[look.key]
        ax.plot(x[: len(rows)], rows["waiting"], color=look.colour, linestyle=look.dash, label=look.name)
    for day in np.flatnonzero(days["factor"].to_numpy(float) != 1):
        ax.axvspan(day - 0.5, day + 0.5, color="#DDCC77", alpha=0.25, linewidth=0, zorder=0)
    dates = [str(date)[5:] for date in days["date"]]
    ax.set_xticks(x[::7], dates[::7])
    ax.set(xlim=(0, len(x) - 1), ylabel=say(lang, "件", "parcels"))
    ax.set_ylim(bottom=0)
    thousands(ax.yaxis)
    ax.grid(axis="y")
