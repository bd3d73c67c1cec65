"""Where the time goes between the hub and the resident's hands, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import by_mode, draw_part, name_bars, write_inside
from sim.chart.look import Look
from sim.chart.style import COMPONENTS, number
from sim.words import say, word

PARTS = ("handling", "waiting", "travel", "opening", "collection")


def draw_decomposition(ax: Axes, decomposition: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the mean hours of a delivered parcel of the pool as one stacked bar a mode.

    From the left: handling 处理, waiting for a departure 候车, travel 运输, waiting for the point to open 候开门,
    waiting to be collected 待取. The figure inside a part is its hours where there is room, the figure behind the bar
    the sum.

    Args:
        decomposition: columns mode, component, hours; a mode of which nothing was delivered is left out.
    """
    names, table = by_mode(decomposition, looks, "component", PARTS, "hours")
    totals = table.sum(axis=1)
    longest = max(totals.max(), 0.01) if len(totals) else 1.0
    left = pd.Series(0.0, index=table.index)
    for part, colour in zip(PARTS, COMPONENTS, strict=True):
        hours = table[part]
        draw_part(ax, left, hours, colour, word(part, lang))
        for y, (value, start) in enumerate(zip(hours, left, strict=True)):
            if value > 0.075 * longest:
                write_inside(ax, start + value / 2, y, number(value, 1), colour)
        left += hours
    for y, total in enumerate(totals):
        ax.text(total + 0.012 * longest, y, number(total, 1), va="center", fontsize=8)
    name_bars(ax, names, say(lang, "平均每件（小时）", "mean hours a parcel"))
    ax.set_xlim(0, longest * 1.12)
