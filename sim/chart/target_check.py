"""Targets of a county's plan: how much of each is reached, today and under the scheme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import name_bars, write_behind
from sim.chart.frame import each_row
from sim.chart.look import Look
from sim.chart.style import FULL_MM, INK, dress, label, new_figure, number, percent
from sim.chart.subject import Picture, Subject
from sim.words import say, word

MOST = 1.25
"""Share of what is needed at which the axis ends."""
HATCHES = ("", "////")
BAR = 0.36


def draw_target_check(
    ax: Axes, targets: pd.DataFrame, looks: Sequence[Look], names: Mapping[str, str], lang: str = "zh"
) -> None:
    """Draw, for each target, a bar a column: simulated by needed; behind it the numbers and the verdict. The line
    stands at what is needed.

    Args:
        targets: columns mode, target, needed, simulated, unknown, date, verdict.
        names: of the targets.
    """
    keys = list(dict.fromkeys(targets["target"]))
    for i, look in enumerate(looks):
        rows = targets[targets["mode"] == look.key].set_index("target").reindex(keys)
        share = (rows["simulated"] / rows["needed"]).to_numpy(float).clip(0, MOST)
        y = np.arange(len(keys)) + (i - (len(looks) - 1) / 2) * BAR
        ax.barh(
            y, share, height=BAR * 0.88, color=look.colour, edgecolor=INK, linewidth=0.5, label=look.name,
            hatch=HATCHES[i % len(HATCHES)],
        )
        for at, end, row in zip(y, share, each_row(rows), strict=True):
            write_behind(ax, float(np.nan_to_num(end)), float(at), _told(row.simulated, row.needed, row.verdict, lang))
    ax.axvline(1, color=INK, linewidth=1.0, linestyle=(0, (4, 2)))
    name_bars(ax, [label(f"{names.get(k, k)} {_date(targets, k)}", 150) for k in keys], "")
    percent(ax.xaxis)
    ax.set_xlim(0, MOST + 0.45)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.set_xlabel(say(lang, "模拟数占要求数", "simulated by needed"))


def _told(simulated: float, needed: float, verdict: str, lang: str) -> str:
    """Numbers and verdict of a bar."""
    digits = 0 if abs(needed) >= 10 or float(needed).is_integer() else 2
    return f"{number(simulated, digits)}/{number(needed, digits)} {word(str(verdict), lang, 'target')}"


def _date(targets: pd.DataFrame, key: str) -> str:
    date = str(targets.loc[targets["target"] == key, "date"].iloc[0])
    return f"({date})" if date not in ("", "nan", "None") else ""


def target_check_figure(of: Subject) -> Picture | None:
    """The targets of which both numbers are known; None where there are none."""
    targets, lang = of.table("targets"), of.lang
    known = targets[targets["needed"].gt(0) & targets["simulated"].notna()]
    looks = [look for look in of.looks if look.remote or look.key == of.info.scheme]
    known = known[known["mode"].isin([look.key for look in looks])]
    if known.empty:
        return None
    figure = new_figure(FULL_MM, 14.0 + 13.0 * known["target"].nunique())
    ax = figure.add_subplot()
    draw_target_check(ax, known, looks, of.info.words, lang)
    note = say(
        lang,
        "虚线为要求数。达到：每次重复都不少于要求；缺口：每次重复都少于要求；"
        "未核验：没有数据可据以判断，或各次重复不一。",
        "The dashed line is what is needed. Met: every replication has as many; gap: none has; not verified: nothing "
        "tells, or replications differ.",
    )
    cut = say(
        lang, f"超过{100 * MOST:.0f}%的条画到{100 * MOST:.0f}%为止。",
        f"Bars beyond {100 * MOST:.0f} % are drawn to there.",
    ) if (known["simulated"] > MOST * known["needed"]).any() else ""
    title = say(lang, "目标核验", "Target check")
    dress(figure, title, [note, cut], of.info.provenance, ax.get_legend_handles_labels())
    return Picture(figure, known)
