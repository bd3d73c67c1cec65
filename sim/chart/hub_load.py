"""The hub by hour of day: what comes in and how many could handle it, what waits, and when vehicles leave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from sim.chart.frame import listed, panelled
from sim.chart.look import Look
from sim.chart.style import INK, dress, label, thousands
from sim.chart.subject import Picture, Subject
from sim.measure.times import HUB_COLUMNS
from sim.words import say

FEW = 0.1
"""Up to so many people's work an hour is not numbered."""

PLAIN: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.6}
"""A ground on which numbers can be read beside a line."""

STEP, STEPS = 0.085, 3
"""Height of a number above the bars, as a share of the panel's; in so many steps they may stand."""

WIDE_H, GAP_H = 0.5, 0.1
"""Hours of the axis that a figure of such a number takes, in half a page's width, and those between two numbers."""


def groups_alike(
    hub_hours: pd.DataFrame, departures: Mapping[str, Sequence[float]], looks: Sequence[Look]
) -> list[list[Look]]:
    """The modes, those with the same hours and the same departures together: one panel serves them all."""
    groups: list[tuple[pd.DataFrame, tuple[float, ...], list[Look]]] = []
    for look in looks:
        rows = hub_hours[hub_hours["mode"] == look.key].set_index("hour")[[*HUB_COLUMNS]].sort_index()
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
    departures from the hub; what is not ready by then waits for the next. Numbers above: how many people would be
    done within the hour with what arrives in it, where that is more than a tenth of one.

    Args:
        hours: columns hour, arrived, ready, backlog, people, of one mode.
        departures: hours of day.
    """
    rows = hours.sort_values("hour")
    _draw_parcels(ax, rows, lang)
    # one entry of the legend for all
    names = [say(lang, "发车（截单）", "departure (cut-off)"), *[None] * len(departures)]
    for hour, name in zip(departures, names, strict=False):
        ax.axvline(hour, color=INK, linestyle=(0, (4, 2)), linewidth=0.9, label=name)
    ax.set(xlim=(0, 24), xticks=range(0, 25, 4), xlabel=say(lang, "时刻（时）", "hour of day"))
    _number_people(ax, rows[rows["people"] > FEW])
    ax.set_ylim(bottom=0)
    thousands(ax.yaxis)
    ax.grid(axis="y")


def _draw_parcels(ax: Axes, rows: pd.DataFrame, lang: str) -> None:
    """Bars of what arrives and what becomes ready, the line of what waits."""
    x, backlog = rows["hour"].to_numpy(float), rows["backlog"].to_numpy(float)
    arriving = say(lang, "到达（件/时）", "arriving (parcels/h)")
    handled = say(lang, "处理完毕（件/时）", "ready (parcels/h)")
    ax.bar(x + 0.27, rows["arrived"], width=0.42, color="#88CCEE", edgecolor=INK, linewidth=0.3, label=arriving)
    ax.bar(x + 0.71, rows["ready"], width=0.42, color="#33588A", edgecolor=INK, linewidth=0.3, label=handled)
    ax.step(
        np.append(x, x[-1] + 1), np.append(backlog, backlog[-1]), where="post", color="#D55E00", linewidth=1.5,
        label=say(lang, "时段末积压（件）", "backlog at the hour's end (parcels)"),
    )


def _number_people(ax: Axes, needed: pd.DataFrame) -> None:
    """Numbers of people above the hours of some rows, for which the axis has room."""
    people = np.ceil(needed["people"].round(2))
    told = [(hour + 0.5, f"{n:,.0f}") for hour, n in zip(needed["hour"], people, strict=True)]
    steps = _steps(told)
    ax.margins(y=0.14 + STEP * max(steps, default=0))
    for (hour, number), step in zip(told, steps, strict=True):
        ax.text(
            hour, 0.98 - STEP * step, number, ha="center", va="top", fontsize=6.5, bbox=PLAIN,
            transform=ax.get_xaxis_transform(),
        )  # fmt: skip


def _steps(told: Sequence[tuple[float, str]]) -> list[int]:
    """How many steps below the top each number stands, so that those of neighbouring hours do not touch."""
    ends, steps = [-math.inf] * STEPS, list[int]()
    for hour, text in told:
        half = WIDE_H * len(text) / 2
        step = next((i for i, end in enumerate(ends) if hour - half >= end), ends.index(min(ends)))
        ends[step] = hour + half + GAP_H
        steps.append(step)
    return steps


def hub_load_figure(of: Subject) -> Picture | None:
    """A panel for each kind of day at the hub."""
    lang, hub_hours, departures = of.lang, of.table("hub_hours"), of.info.hub_departures
    groups = groups_alike(hub_hours, departures, of.looks)
    figure, grid = panelled(len(groups), min(2, len(groups)), 52.0, sharey=True)
    for ax, group in zip(grid.shown, groups, strict=True):
        first = group[0].key
        draw_hub_load(ax, hub_hours[hub_hours["mode"] == first], departures.get(first, ()), lang)
        ax.set_title(label(listed((look.name for look in group), lang), 200, 8.5), fontsize=8.5)
    title = say(lang, "县中心各时段作业量（平均日）", "The hub by hour of a mean day")
    note = say(
        lang, "全县各品牌合计；统计期内每日平均。虚线时刻未处理完的等下一班。"
        "上方数字：一小时内处理完该时段到达件所需人数。",
        "All brands of the county; means over the measured days. What is not ready at a dashed line waits for the "
        "next. Numbers above: people needed to be done within the hour with what arrives in it.",
    )
    dress(figure, title, [note], of.info.provenance, _bars_first(grid.shown[0]))
    return Picture(figure, hub_hours)


def _bars_first(ax: Axes) -> tuple[list[Any], list[str]]:
    """Handles and labels of the legend, bars before lines."""
    handles, labels = ax.get_legend_handles_labels()
    order = sorted(range(len(labels)), key=lambda i: not isinstance(handles[i], BarContainer))
    return [handles[i] for i in order], [labels[i] for i in order]
