"""The slowest villages of the scheme: where the time of their parcels goes between the hub and the resident."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import draw_part, name_bars, write_behind, write_inside
from sim.chart.info import pool_note
from sim.chart.style import COMPONENTS, FULL_MM, dress, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.measure.times import COMPONENTS as PARTS
from sim.measure.traced import one_replication, pooled_inbound, village_times
from sim.words import say, word

SHOWN, FEWEST = 12, 5
"""Villages drawn, and parcels in hand that one needs."""


def draw_village_delays(ax: Axes, villages: pd.DataFrame, names: Mapping[str, str], lang: str = "zh") -> None:
    """Draw a stacked bar a village: mean hours of each part of the time, the sum behind the bar.

    Args:
        villages: as ``village_times`` gives them.
    """
    longest, left = float(villages["total"].max()), pd.Series(0.0, index=villages.index)
    for part, colour in zip(PARTS, COMPONENTS, strict=True):
        hours = villages[part]
        draw_part(ax, left, hours, colour, word(part, lang))
        for y, (length, start) in enumerate(zip(hours, left, strict=True)):
            if length > 0.06 * longest:
                write_inside(ax, start + length / 2, y, number(length, 1), colour)
        left = left + hours
    for y, total in enumerate(villages["total"]):
        write_behind(ax, total, y, number(total, 1))
    unit = say(lang, "平均每件（小时）", "mean hours a parcel")
    name_bars(ax, [names.get(code, code) for code in villages["village"]], unit)
    ax.set_xlim(0, 1.1 * longest)


def village_delays_figure(of: Subject) -> Picture | None:
    """The slowest villages in one traced replication of the scheme; None where it was not traced."""
    parcels, lang = one_replication(of.table("trace/parcels"), of.info.scheme), of.lang
    if parcels.empty:
        return None
    every = village_times(pooled_inbound(parcels, of.base.rural))
    slowest = every[every["parcels"] >= FEWEST].head(SHOWN)
    if slowest.empty:
        return None
    figure = new_figure(FULL_MM, 16.0 + 7.5 * len(slowest))
    ax = figure.add_subplot()
    draw_village_delays(ax, slowest, of.base.names(lang), lang)
    note = say(
        lang, f"{pool_note(lang)}；一次重复中统计日到件、已取走的快件，至少{FEWEST}件的村；条末为合计。",
        f"{pool_note(lang)}; parcels of measured days in hand, one replication; villages with at least {FEWEST}; "
        "the sum behind the bar.",
    )
    count = len(slowest)
    title = say(lang, f"最慢的{count}个村：时间花在哪里", f"The {count} slowest villages: where the time goes")
    dress(figure, title, [note], of.info.provenance, ax.get_legend_handles_labels())
    return Picture(figure, every)
