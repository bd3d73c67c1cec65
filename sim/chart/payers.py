"""Who pays, status quo against the plan: yuan a parcel and ten thousands of yuan a year."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.text import Annotation

from sim.chart.apart import HALO
from sim.chart.bars import bars_height, by_mode, draw_part, name_bars, write_behind, write_inside
from sim.chart.look import Look
from sim.chart.style import COMPONENTS, FULL_MM, INK, dress, new_figure, number
from sim.chart.subject import Picture, Subject
from sim.words import say

WHO = {
    "brands": ("快递企业", "brands"), "host": ("承运方", "hosts"), "keeper": ("站点经营者", "keepers"),
    "public": ("财政", "public"), "residents": ("群众", "residents"),
}
"""Lines of the budget that add up to the system's, with their names here."""
INSIDE, SEEN, APART = 0.11, 0.01, 0.16
"""Shares of the longest bar: from which on a part holds its figure, and has one at all; how far two stand apart."""


def draw_payers(ax: Axes, budget: pd.DataFrame, looks: Sequence[Look], value: str, unit: str, lang: str = "zh") -> None:
    """Draw a stacked bar a mode: what each party pays; what one earns more than it spends stands left of zero. Behind
    the bar stands the sum.

    Args:
        budget: columns mode, line and ``value``.
    """
    names, table = by_mode(budget, looks, "line", tuple(WHO), value)
    reach = float(max((0.01, *table.clip(lower=0).sum(axis=1))))
    above, below = pd.Series(0.0, index=table.index), pd.Series(0.0, index=table.index)
    for who, colour in zip(WHO, COMPONENTS, strict=True):
        paid = table[who]
        start = above.where(paid >= 0, below)
        draw_part(ax, start, paid, colour, say(lang, *WHO[who]))
        _write_amounts(ax, start, paid, colour, reach)
        above, below = above + paid.clip(lower=0), below + paid.clip(upper=0)
    for y, (end, total) in enumerate(zip(above, table.sum(axis=1), strict=True)):
        write_behind(ax, end, y, number(total, _digits(reach)))
    ax.axvline(0, color=INK, linewidth=0.7)
    name_bars(ax, names, unit)
    least = float(min((0.0, *below)))
    ax.set_xlim(min(1.1 * least, least / 2 - APART / 2 * reach) if least < 0 else 0.0, 1.22 * reach)


def _digits(reach: float) -> int:
    return 2 if reach < 100 else 0


def _write_amounts(ax: Axes, start: pd.Series, paid: pd.Series, colour: str, reach: float) -> None:
    """Write what a party pays into its part of each bar, beside a narrow part; the longest bar has ``reach``."""
    for y, (amount, at) in enumerate(zip(paid, start, strict=True)):
        if amount > INSIDE * reach:
            write_inside(ax, at + amount / 2, y, number(amount, _digits(reach)), colour)
        elif abs(amount) > SEEN * reach:
            _write_beside(ax, at + amount / 2, y, number(amount, _digits(reach)), APART * reach)


def _write_beside(ax: Axes, x: float, y: float, text: str, wide: float) -> None:
    """Write a figure above a part too narrow for it, below where another one stands above, nowhere where one stands
    there too."""
    for side, way in (("above", -1), ("below", 1)):
        taken = (t.xy[0] for t in ax.texts if isinstance(t, Annotation) and t.get_gid() == f"{side} {y}")
        if all(abs(x - other) > wide for other in taken):
            ax.annotate(
                text, (x, y + way * 0.31), xytext=(0, -way), textcoords="offset points", fontsize=7, ha="center",
                va="bottom" if side == "above" else "top", path_effects=HALO,
            ).set_gid(f"{side} {y}")
            return


def payers_figure(of: Subject) -> Picture | None:
    """Two panels: a parcel and a year; the status quo and the scheme, all modes where one of these is missing."""
    budget, lang = of.table("budget"), of.lang
    pair = [look for look in of.looks if look.remote or look.key == of.info.scheme]
    looks = pair if len(pair) > 1 else list(of.looks)
    figure = new_figure(FULL_MM, 14.0 + 1.1 * bars_height([look.name for look in looks]) + 4.0 * len(looks))
    left, right = figure.subplots(1, 2, sharey=True)
    drawn = budget.fillna({"yuan_parcel": 0.0, "wan_yuan_year": 0.0})  # what is not in the plan has no bar
    draw_payers(left, drawn, looks, "yuan_parcel", say(lang, "元/件", "yuan a parcel"), lang)
    draw_payers(right, drawn, looks, "wan_yuan_year", say(lang, "万元/年", "10,000 yuan a year"), lang)
    left.invert_yaxis()  # both panels turn the axis that they share
    left.set_ylim(len(looks) - 0.5, -0.5)
    note = say(
        lang, "全县各村全部品牌的快件（不含县城社区），一年按365天；条末为合计。",
        "All brands' parcels of the county's villages (communities of the county town apart), 365 days a year; "
        "the sum behind the bar.",
    )
    title = say(lang, "谁来承担：现状与方案", "Who pays: the status quo and the scheme")
    dress(figure, title, [note], of.info.provenance, left.get_legend_handles_labels())
    shown = budget["mode"].isin([look.key for look in looks]) & budget["line"].isin(WHO)
    return Picture(figure, budget[shown])
