"""What a mode costs more than the cheapest one, part by part."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.arrays import Floats
from sim.chart.bars import bars_height, draw_part, keep_ticks_inside, name_bars, write_behind, write_inside
from sim.chart.frame import sentence
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import COMPONENTS, FULL_MM, INK, dress, label, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.inference.cost.gaps import against_least
from sim.words import say

GROUPS: dict[str, tuple[tuple[str, ...], tuple[str, str], str]] = {
    "vehicles": (("vehicles", "drivers"), ("车辆与驾驶员", "vehicles, drivers"), COMPONENTS[0]),
    "host": (("host", "passengers"), ("承运方运行", "hosts' runs"), COMPONENTS[2]),
    "crews": (("crews", "outlets"), ("班组与网点人员", "crews, outlets"), COMPONENTS[1]),
    "points": (("points", "rooms"), ("站点与场地", "points, rooms"), COMPONENTS[3]),
    "residents": (("residents",), ("群众取件", "residents"), COMPONENTS[4]),
}
"""Parts drawn together, with their name and colour; fees, which are nought in the system's cost, are not drawn."""

SHAPE = 0.005
"""Yuan from which on it is told what of a gap is the shape."""


def draw_gaps(ax: Axes, table: pd.DataFrame, least: str, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw a stacked bar a mode: parts that cost more than in the cheapest mode to the right of zero, those that cost
    less to the left.

    Behind the bar stands the whole gap, and what of it is the shape of the network where that is known and not nought.

    Args:
        table: as ``sim.inference.cost.gaps.against_least`` gives it. ``least``: the cheapest mode.
    """
    above, below = _stack(ax, table, lang)
    for y, (end, (_, row)) in enumerate(zip(above.tolist(), table.iterrows(), strict=True)):
        write_behind(ax, end, y, _whole(row, lang))
    ax.axvline(0, color=INK, linewidth=0.7)
    names = {look.key: look.name for look in looks}
    cheapest = names.get(least, least)
    more = say(lang, f"比{cheapest}多（元/件）", f"yuan a parcel more than {cheapest}")
    name_bars(ax, [label(names.get(mode, mode)) for mode in map(str, table.index)], label(more, 300, 8.5))
    behind = 1.45 if told_shape(table) else 1.2
    ax.set_xlim(1.15 * float(below.min()), float(above.max()) * behind + 0.01)
    keep_ticks_inside(ax)


def _stack(ax: Axes, table: pd.DataFrame, lang: str) -> tuple[Floats, Floats]:
    """Draw the parts of every bar, each with its figure where that is wide enough; the bars' ends right and left of
    zero."""
    above, below = np.zeros(len(table)), np.zeros(len(table))
    seen = 0.17 * max(0.01, float(table["total"].max()))
    for members, name, colour in GROUPS.values():
        yuan = table[list(members)].sum(axis=1).to_numpy(dtype=float)
        start = np.where(yuan >= 0, above, below)
        draw_part(ax, start, yuan, colour, say(lang, *name))
        for y in np.flatnonzero(np.abs(yuan) > seen).tolist():
            write_inside(ax, start[y] + yuan[y] / 2, y, number(yuan[y], 2), colour)
        above, below = above + np.maximum(yuan, 0), below + np.minimum(yuan, 0)
    return above, below


def told_shape(table: pd.DataFrame) -> bool:
    """Whether of any gap it is told what the shape of the network is of it."""
    return bool(table["shape"].abs().max() >= SHAPE)


def _whole(row: pd.Series[float], lang: str) -> str:
    """The whole gap, and what of it is the shape."""
    shape = row["shape"]
    shown = number(row["total"], 2)
    return shown if pd.isna(shape) or abs(shape) < SHAPE else shown + say(
        lang, f"（形状{number(shape, 2)}）", f" (shape {number(shape, 2)})"
    )


def gaps_figure(of: Subject) -> Picture | None:
    """What each mode costs more than the cheapest; None where there is nothing to compare."""
    lang, gaps = of.lang, of.table("gaps")
    least, table = against_least(gaps, str(gaps["kpi"].iloc[0]))
    if not least:
        return None
    names = [look.name for look in of.looks if look.key in table.index]
    figure = new_figure(FULL_MM, 16.0 + bars_height(names))
    ax = figure.add_subplot()
    draw_gaps(ax, table, least, of.looks, lang)
    note = [
        pool_note(lang),
        say(lang, "零线右侧为多花，左侧为少花", "right of zero costs more, left less"),
        say(lang, "条末为差距", "behind the bar the gap"),
        say(lang, "形状：其中由路网形状（经乡镇或县直达）造成的", "shape: what of it comes of the network's shape")
        if told_shape(table) else "",
    ]
    title = say(lang, "社会总成本的差距由什么组成", "What gaps in system cost are made of")
    dress(figure, title, [sentence(note, lang)], of.info.provenance, ax.get_legend_handles_labels())
    return Picture(figure, gaps)
