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


def draw_outlet_time(ax: Axes, distribution: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the distribution of times to the township's outlet: a curve for each mode that hands over there, of the
    pool's parcels whose point is such an outlet.

    Args:
        distribution: columns mode, hours, share_township; a mode without such parcels is left out.
    """
    known = distribution.dropna(subset="share_township").sort_values("hours")
    flat = [
        _draw_line(ax, known[known["mode"] == look.key], look, "share_township", look.name)
        for look in looks if look.key in set(known["mode"])
    ]
    _frame(ax, max([48.0, *flat]), lang)
    ax.set_ylabel(say(lang, "已到乡镇网点件数占比", "share at the township outlet"))


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
    """Draw one mode's curve, its name with the share within 24 h; the hours at which it has flattened."""
    within = 100 * np.interp(24.0, rows["hours"].to_numpy(float), rows["share"].to_numpy(float))
    return _draw_line(ax, rows, look, "share", f"{look.name}  {within:.0f}%")


def _draw_line(ax: Axes, rows: pd.DataFrame, look: Look, column: str, name: str) -> float:
    """Draw shares by hours; the hours at which they have flattened."""
    hours, share = rows["hours"].to_numpy(float), rows[column].to_numpy(float)
    ax.plot(hours, share, color=look.colour, linestyle=look.dash, label=name)
    return float(hours[np.searchsorted(share, share[-1] - 0.01)])


def delivery_time_figure(of: Subject) -> Picture | None:
    """The curves; modes that hand over at the township have a panel of their own, since their point is there."""
    lang, distribution = of.lang, of.table("distribution")
    near = [look for look in of.looks if not look.remote]
    told = set(distribution.dropna(subset="share_township")["mode"]) if "share_township" in distribution else set()
    far = [look for look in of.looks if look.remote and look.key in told]
    if not near and not far:
        return None
    figure = new_figure(FULL_MM if far and near else width_for(f"{x.name}  100%" for x in of.looks), 64.0)
    axes = figure.subplots(1, 2, squeeze=False)[0] if far and near else [figure.add_subplot()]
    if near:
        draw_delivery_time(axes[0], distribution, near, lang)
    if far:
        draw_outlet_time(axes[-1], distribution, far, lang)
    head = say(lang, "合作模式及24小时内到村占比：", "mode, and share in the village within 24 h:")
    legend = [entry for ax in axes for entry in zip(*ax.get_legend_handles_labels(), strict=True)]
    handles, labels = [h for h, _ in legend], [text for _, text in legend]
    dress(
        figure, say(lang, "到村时间分布", "Time to the village"), _notes(bool(near), bool(far), lang),
        of.info.provenance, (handles, labels), head,
    )
    return Picture(figure, distribution[distribution["mode"].isin([look.key for look in (*near, *far)])])


def _notes(near: bool, far: bool, lang: str) -> list[str]:
    curves = say(
        lang, f"{pool_note(lang)}；止于乡镇网点和未送达者计入分母，曲线终点即送到村件占比；线为各次重复的平均。",
        f"{pool_note(lang)}; those that stop at the township or are undelivered are among the whole, so a curve ends "
        "at the share brought to the village; lines are means over replications.",
    )
    apart = say(
        lang, "右图单列：在乡镇网点交付的模式，其时限止于乡镇，不可与左图相比；计送往乡镇网点的快件。",
        "Apart on the right: modes that hand over at the township. Their time ends there and must not be compared with "
        "the left; of the parcels bound for outlets there.",
    )
    return [curves] * near + [apart] * far
