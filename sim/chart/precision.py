"""How the intervals narrow with replications, until each is as narrow as was asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from sim.chart.frame import panels, rows_of
from sim.chart.look import Look
from sim.chart.style import FULL_MM, GREY, HALF_MM, INK, POINTS_MM, dress, label, new_figure, thousands
from sim.chart.subject import Picture, Subject
from sim.inference.precision import CENSORED, EMPTY, OPEN
from sim.measure.registry import kpi_of, name_of
from sim.words import say, unit_text

MOST = 12
"""Panels of one figure; of more targets those furthest from what is asked are shown."""

TARGET = ["kpi", "mode", "against"]


def shown_targets(history: pd.DataFrame, most: int = MOST) -> list[tuple[str, str, str]]:
    """(kpi, mode, against) of the targets to show, in the order of the table.

    Those with nothing to measure and those that never vary are left out; of too many the ones whose interval is widest
    for what is asked stay.
    """
    last = history[history["n"] == history["n"].max()]
    finite = last[~last["state"].isin([EMPTY, CENSORED]) & (last["ci_high"] > last["ci_low"])]
    tight = (finite["ci_high"] - finite["ci_low"]) / 2 / finite["limit"]
    kept = tight.sort_values(ascending=False, kind="stable").index[:most]
    return [(str(r.kpi), str(r.mode), str(r.against)) for r in last.loc[sorted(kept)].itertuples()]


def draw_precision(ax: Axes, rows: pd.DataFrame, looks: Sequence[Look], lang: str = "zh", width: float = 100) -> None:
    """Draw the mean of one target and its 95 % interval after each replication; dashed lines, as far apart as was
    asked, stand about the last mean.

    Args:
        rows: of one target: kpi, mode, against, n, mean, ci_low, ci_high, limit, state; rising n.
        width: of the panel, points; the title is broken to it.
    """
    last = rows.iloc[-1]
    colours = {look.key: look.colour for look in looks}
    _draw_interval(ax, rows, GREY if last["against"] else colours.get(str(last["mode"]), INK))
    if last["state"] == OPEN:
        _write_in_corner(ax, say(lang, "未达到", "not reached"))
    title = "\n".join(label(line, width, 7) for line in _titles(last, looks, lang))
    ax.set_title(title, fontsize=7, color=INK)
    if kpi_of(str(last["kpi"])).unit == "share":
        ax.yaxis.set_major_formatter(lambda v, _: f"{round(100 * v, 2):g}%".replace("-", "−"))
    else:
        thousands(ax.yaxis)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    ax.yaxis.set_major_locator(MaxNLocator(4))
    ax.tick_params(labelsize=6.5, color=GREY)
    ax.grid(axis="y")


def _write_in_corner(ax: Axes, text: str) -> None:
    """Write a word at the upper right, on white."""
    box = {"facecolor": "white", "alpha": 0.8, "linewidth": 0, "pad": 1.0}
    ax.text(0.98, 0.96, text, transform=ax.transAxes, ha="right", va="top", fontsize=7, color=INK, bbox=box)


def _draw_interval(ax: Axes, rows: pd.DataFrame, colour: str) -> None:
    """Draw the mean in its band, and what was asked about the last mean; the axes end with the late intervals."""
    n = rows["n"].to_numpy()
    mean, low, high = rows[["mean", "ci_low", "ci_high"]].to_numpy(dtype=float).T
    asked = rows["limit"].iloc[-1] * np.array([-1, 1]) + mean[-1]
    for end in asked:
        ax.axhline(end, color=INK, linewidth=0.8, linestyle=(0, (4, 2)))
    ax.fill_between(n, low, high, color=colour, alpha=0.25, linewidth=0)
    ax.plot(n, mean, color=colour, linewidth=1.2)
    late = n >= min(6, n[-1])  # the first few intervals are so wide that they would hide the others
    ax.set_ylim(*_limits(np.concatenate([low[late], high[late], asked])))
    ax.set_xlim(int(n[0]), int(n[-1]))


def _limits(values: NDArray[np.float64]) -> tuple[float, float]:
    """The span of what is finite, with a margin."""
    shown = values[np.isfinite(values)]
    margin = 0.06 * float(np.ptp(shown)) or 1.0
    return float(shown.min()) - margin, float(shown.max()) + margin


def _titles(target: pd.Series, looks: Sequence[Look], lang: str) -> tuple[str, str]:
    """The KPI with its unit, and the mode, or the two that are compared."""
    kpi, names = str(target["kpi"]), {look.key: look.name for look in looks}
    unit = kpi_of(kpi).unit
    text = unit_text(unit, lang)
    who = names.get(str(target["mode"]), str(target["mode"]))
    if target["against"]:
        who += " − " + names.get(str(target["against"]), str(target["against"]))
    return name_of(kpi, lang) + ("" if unit == "share" else say(lang, f"（{text}）", f" ({text})")), who


def precision_figure(of: Subject) -> Picture | None:
    """The targets that are not yet as narrow as asked; None where none is to be shown."""
    lang, history = of.lang, of.table("precision")
    targets = shown_targets(history)
    if not targets:
        return None
    columns = 2 if len(targets) == 4 else min(3, len(targets))
    width = FULL_MM if columns > 1 else HALF_MM
    figure = new_figure(width, 36.0 * rows_of(len(targets), columns) + 4.0)
    grid = panels(figure, len(targets), columns, sharex=True)
    by_target = dict(list(history.groupby(TARGET, sort=False)))
    for ax, target in zip(grid.shown, targets, strict=True):
        draw_precision(ax, by_target[target], of.looks, lang, width / columns * POINTS_MM - 28)
    grid.label_below(say(lang, "重复次数", "replications"), fontsize=7)
    title = say(lang, "区间随重复次数收窄", "How the intervals narrow with replications")
    dress(figure, title, _notes(len(by_target) - len(targets), lang), of.info.provenance)
    return Picture(figure, history)


def _notes(left: int, lang: str) -> list[str]:
    """How the figure is read, and how many targets it leaves out."""
    lines = say(
        lang, "线为均值，色带为95%置信区间；虚线为所要求的区间宽度。",
        "Line: mean; band: 95 % interval; dashed: the width asked.",
    )
    more = say(
        lang, f"另有{left}个目标未画：已更窄、无变化或有重复为无穷大。",
        f"{left} more targets are not drawn: narrower for what is asked, without variation, or infinite in some "
        "replication.",
    )
    return [lines, more] if left else [lines]
