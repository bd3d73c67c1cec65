"""Where the time goes between the hub and the resident's hands, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import bars_height, by_mode, draw_part, name_bars, write_inside
from sim.chart.frame import listed
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import COMPONENTS, FULL_MM, dress, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.measure.times import COMPONENTS as PARTS
from sim.words import say, word


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


def decomposition_figure(of: Subject) -> Picture | None:
    """The bars of all modes."""
    lang, table, looks = of.lang, of.table("decomposition"), of.looks
    figure = new_figure(FULL_MM, 16.0 + bars_height([look.name for look in looks]))
    ax = figure.add_subplot()
    draw_decomposition(ax, table, looks, lang)
    title = say(lang, "时间花在哪里：从到达县中心到取件", "Where the time goes, from the hub to the resident")
    note = say(
        lang, f"{pool_note(lang)}；已送达者（等待取件：已取走者）的平均值，条末为合计。",
        f"{pool_note(lang)}; means over the delivered (collection: over the collected), the sum behind the bar.",
    )
    names = listed((look.name for look in looks if look.remote), lang)
    town = say(lang, f"{names}：等待取件多在乡镇网点。", f"{names}: collection is mostly at the township's outlets.")
    dress(figure, title, [note, town if names else ""], of.info.provenance, ax.get_legend_handles_labels())
    return Picture(figure, table)
