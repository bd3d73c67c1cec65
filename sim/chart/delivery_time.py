"""How long parcels take: the share in the village within so many hours, by mode; pickup at the township apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.frame import width_for
from sim.chart.info import pool_note
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, INK, dress, new_figure, percent
from sim.chart.subject import Picture, Subject
from sim.words import say

QUANTILES = {"p50": 0.5, "p90": 0.9, "p95": 0.95}
"""Shares at which the time to the township's outlet is known."""


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
    _frame(ax, max([48.0, *flat]), lang)
    ax.set_ylabel(say(lang, "已到村件数占比", "share of parcels in the village"))


def draw_outlet_time(ax: Axes, summary: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw, for each mode that hands over at the township, the hours within which half, 90 % and 95 % of its parcels
    are at the outlet there, with their intervals.

    Args:
        summary: columns mode, kpi, mean, ci_low, ci_high.
    """
    known = _outlets(summary)
    for look in looks:
        rows = known[known["mode"] == look.key]
        ax.plot(
            rows["hours"], rows["share"], color=look.colour, linestyle=look.dash, marker=look.marker, label=look.name
        )
        ax.hlines(rows["share"], rows["ci_low"], rows["ci_high"], color=look.colour, linewidth=3, alpha=0.4)
    shown = known[known["mode"].isin([look.key for look in looks])]
    _frame(ax, max(24.0, *shown["hours"].dropna()), lang)
    ax.set_ylabel(say(lang, "已到乡镇网点件数占比", "share at the township outlet"))


def _outlets(summary: pd.DataFrame) -> pd.DataFrame:
    """Hours within which shares of a mode's parcels are at the township's outlet: columns mode, hours, share, ci_low,
    ci_high."""
    named = {f"at_township_{q}_h": share for q, share in QUANTILES.items()}
    rows = summary[summary["kpi"].isin(named)]
    columns = ["mode", "hours", "share", "ci_low", "ci_high"]
    return rows.assign(hours=rows["mean"], share=rows["kpi"].map(named))[columns]


def _frame(ax: Axes, last: float, lang: str) -> None:
    """Axes of shares by hours, to a whole day, with the line at 24 h."""
    ax.axvline(24, color=INK, linewidth=0.8)
    end = 24 * np.ceil(last / 24)
    if end > 24:
        ax.text(24 + end / 60, 1.02, say(lang, "24小时", "24 h"), fontsize=7.5, color=GREY, va="bottom", clip_on=False)
    ax.set(xlim=(0, end), ylim=(0, 1.01), xlabel=say(lang, "自到达县中心起（小时）", "hours since arrival at the hub"))
    ax.set_xticks(np.arange(0, end + 1, 24 if end > 72 else 12))
    percent(ax.yaxis)
    ax.grid(axis="both")


def _draw_curve(ax: Axes, rows: pd.DataFrame, look: Look) -> float:
    """Draw one mode's curve; the hours at which it has flattened."""
    hours, share = rows["hours"].to_numpy(float), rows["share"].to_numpy(float)
    within = f"  {100 * np.interp(24.0, hours, share):.0f}%"
    ax.plot(hours, share, color=look.colour, linestyle=look.dash, label=f"{look.name}{within}")
    return float(hours[np.searchsorted(share, share[-1] - 0.01)])


def delivery_time_figure(of: Subject) -> Picture | None:
    """The curves; modes that hand over at the township have a panel of their own, since their point is there."""
    lang, distribution = of.lang, of.table("distribution")
    near = [look for look in of.looks if not look.remote]
    far = [look for look in of.looks if look.remote and len(of.table("summary"))]
    if not near and not far:
        return None
    figure = new_figure(FULL_MM if far and near else width_for(f"{x.name}  100%" for x in of.looks), 64.0)
    axes = figure.subplots(1, 2, squeeze=False)[0] if far and near else [figure.add_subplot()]
    if near:
        draw_delivery_time(axes[0], distribution, near, lang)
    if far:
        draw_outlet_time(axes[-1], of.table("summary"), far, lang)
    head = say(lang, "合作模式及24小时内到村占比：", "mode, and share in the village within 24 h:")
    legend = [entry for ax in axes for entry in zip(*ax.get_legend_handles_labels(), strict=True)]
    handles, labels = [h for h, _ in legend], [text for _, text in legend]
    dress(
        figure, say(lang, "到村时间分布", "Time to the village"), _notes(bool(near), bool(far), lang),
        of.info.provenance, (handles, labels), head,
    )
    return Picture(figure, _data(distribution, of.table("summary"), near, far))


def _notes(near: bool, far: bool, lang: str) -> list[str]:
    curves = say(
        lang, f"{pool_note(lang)}；止于乡镇网点和未送达者计入分母，曲线终点即送到村件占比；线为各次重复的平均。",
        f"{pool_note(lang)}; those that stop at the township or are undelivered are among the whole, so a curve ends "
        "at the share brought to the village; lines are means over replications.",
    )
    apart = say(
        lang, "右图单列：在乡镇网点交付的模式，其时限止于乡镇，不可与左图相比；点为P50、P90、P95，色带为95%置信区间。",
        "Apart on the right: modes that hand over at the township. Their time ends there and must not be compared with "
        "the left; marks are P50, P90 and P95, bands 95 % intervals.",
    )
    return [curves] * near + [apart] * far


def _data(
    distribution: pd.DataFrame, summary: pd.DataFrame, near: Sequence[Look], far: Sequence[Look]
) -> pd.DataFrame:
    """The numbers drawn: curves, and quantiles at the township."""
    curves = distribution[distribution["mode"].isin([look.key for look in near])].assign(place="village")
    if not far:
        return curves
    outlets = _outlets(summary).assign(place="township")
    return pd.concat([curves, outlets[outlets["mode"].isin([look.key for look in far])]], ignore_index=True)
