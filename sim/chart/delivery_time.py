"""How long parcels take: the share in the village within so many hours, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import GREY, INK, percent
from sim.words import say


def draw_delivery_time(ax: Axes, distribution: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the distribution of delivery times.

    One curve a mode: the share of the pool's parcels that are at a point in the village within so many hours of
    entering the hub. Those that stop at the township or stay undelivered never count, so a curve ends at the share
    brought to the village. The vertical line stands at 24 h; each curve's label gives its share there. The axis ends
    where all curves have flattened, at a whole day.

    Args:
        distribution: columns mode, hours, share; a mode of which nothing came in is left out.
    """
    known = distribution.dropna(subset="share").sort_values("hours")
    flat = [_draw_curve(ax, known[known["mode"] == look.key], look) for look in looks if look.key in set(known["mode"])]
    ax.axvline(24, color=INK, linewidth=0.8)
    ax.text(24.8, 1.02, say(lang, "24小时", "24 h"), fontsize=7.5, color=GREY, va="bottom", clip_on=False)
    end = 24 * np.ceil(max([48.0, *flat]) / 24)
    ax.set(xlim=(0, end), ylim=(0, 1.01), xlabel=say(lang, "自到达县中心起（小时）", "hours since arrival at the hub"))
    ax.set_xticks(np.arange(0, end + 1, 24 if end > 72 else 12))
    ax.set_ylabel(say(lang, "已到村件数占比", "share of parcels in the village"))
    percent(ax.yaxis)
    ax.grid(axis="both")


def _draw_curve(ax: Axes, rows: pd.DataFrame, look: Look) -> float:
    """Draw one mode's curve; the hours at which it has flattened."""
    hours, share = rows["hours"].to_numpy(float), rows["share"].to_numpy(float)
    within = f"  {100 * np.interp(24.0, hours, share):.0f}%"
    ax.plot(hours, share, color=look.colour, linestyle=look.dash, label=f"{look.name}{within}")
    return float(hours[np.searchsorted(share, share[-1] - 0.01)])
