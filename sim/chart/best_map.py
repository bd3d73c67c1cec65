"""Villages on a map, coloured by the mode that is best for each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from sim.chart.base_map import BaseMap, map_foot
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, dress, new_figure
from sim.chart.village_map import (
    dot_size,
    draw_county,
    map_title,
    name_seats,
    part_note,
    steepness,
    village_positions,
    window_of,
)
from sim.inference.selection.best import BEST, ONLY
from sim.words import say


def draw_best_map(ax: Axes, county: BaseMap, villages: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw each village in the colour and shape of its best mode, hollow where the second cannot be told from it.

    Args:
        villages: a row a village in the county's order, columns mode and verdict.
    """
    x, y = village_positions(county)
    mode, sure = villages["mode"].to_numpy(), villages["verdict"].isin([BEST, ONLY]).to_numpy()
    size = 1.6 * dot_size(county)
    for look in looks:
        for known in (True, False):
            here = (mode == look.key) & (sure == known)
            ax.scatter(
                x[here], y[here], s=size, marker=look.marker, facecolor=look.colour if known else "white",
                edgecolor=look.colour, linewidths=0.8, zorder=3,
            )
    draw_county(ax, county, lang, window_of(county))


def best_map_figure(
    county: BaseMap, villages: pd.DataFrame, looks: Sequence[Look], what: str, least: str = "", provenance: str = "",
    lang: str = "zh", approval: str = "",
) -> Figure:
    """The map with a legend that counts villages; to be called inside ``style.drawing()``.

    Args:
        what: is shown, and ``least``: what makes a mode best; for the title. ``approval``: number of the map
            审图号; empty: its place is left blank.
    """
    figure = new_figure(FULL_MM, min(190.0, (FULL_MM - 10) * 1.1 * steepness(window_of(county))))
    ax = figure.add_subplot()
    draw_best_map(ax, county, villages, looks, lang)
    notes = [
        say(lang, "★ 县中心  △ 乡镇驻地", "★ hub  △ township seat"),
        say(
            lang, "各村成本取自全县统一采用一种模式的方案；混合采用时共用线路与人员的分摊会变，成本随之不同。",
            "A village's cost is that of a plan with one mode for the whole county; in a mixture rounds and crews are "
            "shared by fewer, and cost differs."
        ),
        part_note(county, lang),
        *map_foot(county, approval, lang),
    ]
    dress(figure, map_title(county, what, least, lang), notes, provenance, _legend(villages, looks, lang))
    name_seats(figure, ax, county, lang)
    return figure


def _legend(villages: pd.DataFrame, looks: Sequence[Look], lang: str) -> tuple[list[Line2D], list[str]]:
    """The modes that are best in a village, and how many each is best in."""
    counts = villages["mode"].value_counts()
    shown = [look for look in looks if look.key in counts]
    handles = [Line2D([], [], linestyle="none", marker=look.marker, color=look.colour, markersize=5) for look in shown]
    names = [say(lang, f"{look.name} {counts[look.key]}村", f"{look.name}: {counts[look.key]}") for look in shown]
    unsure = int((~villages["verdict"].isin([BEST, ONLY])).sum())
    if unsure:
        handles.append(Line2D([], [], linestyle="none", marker="o", markerfacecolor="white", color=GREY, markersize=5))
        names.append(say(lang, f"空心：与次优无法区分 {unsure}村", f"hollow: second not distinguishable, {unsure}"))
    return handles, names
