"""The hub by hour of day: what comes in, what waits to be handled, and when the vehicles leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import INK, thousands
from sim.words import say


def groups_alike(
    hub_hours: pd.DataFrame, departures: Mapping[str, Sequence[float]], looks: Sequence[Look]
) -> list[list[Look]]:
    """The modes, those with the same hours and the same departures together: one panel serves them all."""
    groups: list[tuple[pd.DataFrame, tuple[float, ...], list[Look]]] = []
    for look in looks:
        rows = hub_hours[hub_hours["mode"] == look.key].set_index("hour")[["arrived", "ready", "backlog"]].sort_index()
        if rows.empty:
            continue
        leaves = tuple(departures.get(look.key, ()))
        for other, times, members in groups:
            if times == leaves and other.index.equals(rows.index) and np.allclose(other, rows, atol=0.05):
                members.append(look)
                break
        else:
            groups.append((rows, leaves, [look]))
    return [members for _, _, members in groups]


def draw_hub_load(ax: Axes, hours: pd.DataFrame, departures: Sequence[float], lang: str = "zh") -> None:
    """Draw a mean day at the hub.

    Light bars: parcels that arrive in each hour. Dark bars: parcels that become ready for departure in each hour.
    Stepped line: backlog, parcels in the hub that are not yet handled at the end of each hour. Dashed verticals:
    departures from the hub; what is not ready by then waits for the next.

    Args:
        hours: columns hour, arrived, ready, backlog, of one mode.
        departures: hours of day.
    """
    rows = hours.sort_values("hour")
    x, backlog = rows["hour"].to_numpy(float), rows["backlog"].to_numpy(float)
    arriving = say(lang, "到达（件/时）", "arriving (parcels/h)")
    handled = say(lang, "处理完毕（件/时）", "ready (parcels/h)")
    ax.bar(x + 0.27, rows["arrived"], width=0.42, color="#88CCEE", label=arriving)
    ax.bar(x + 0.71, rows["ready"], width=0.42, color="#4477AA", label=handled)
    ax.step(
        np.append(x, x[-1] + 1), np.append(backlog, backlog[-1]), where="post", color="#D55E00", linewidth=1.3,
        label=say(lang, "时段末积压（件）", "backlog at the hour's end (parcels)"),
    )
    names = [say(lang, "发车", "departure"), *[None] * len(departures)]  # one entry of the legend for all
    for hour, name in zip(departures, names, strict=False):
        ax.axvline(hour, color=INK, linestyle=(0, (4, 2)), linewidth=0.9, label=name)
    ax.set(xlim=(0, 24), xticks=range(0, 25, 4), xlabel=say(lang, "时刻（时）", "hour of day"))
    ax.set_ylim(bottom=0)
    thousands(ax.yaxis)
    ax.grid(axis="y")
