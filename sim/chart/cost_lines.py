"""What a parcel costs and who pays, by mode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import COMPONENTS, DARK, INK, label, number, points, thousands
from sim.words import say, word

LINES = ("operators", "public", "residents")

SEEN = 0.03
"""Share of the longest bar from which on an interval can be seen at its end; where one can, all are drawn."""


def draw_cost_lines(
    ax: Axes, costs: pd.DataFrame, total: pd.DataFrame, looks: Sequence[Look], lang: str = "zh"
) -> None:
    """Draw the cost of a parcel as one stacked bar a mode.

    From the left: operators 企业, public purse 财政, residents 群众 (travel and time); what a line earns more than it
    spends stands left of zero. Behind the bar stands the total with its 95 % interval, drawn as whiskers too where any
    is wide enough to be seen.

    Args:
        costs: columns mode, line, yuan_parcel; a mode of which nothing was delivered is left out.
        total: columns mode, mean, ci_low, ci_high; a mode without a row gets the sum of its lines, without an interval.
    """
    costs = costs.dropna(subset="yuan_parcel")
    shown = [look for look in looks if look.key in set(costs["mode"])]
    table = costs.pivot_table(
        index="mode", columns="line", values="yuan_parcel"
    ).reindex(index=[x.key for x in shown], columns=list(LINES)).fillna(0.0)
    reach = max((0.01, *table.clip(lower=0).sum(axis=1)))
    bars = _total_bars(table, total, reach)
    above, below = _stack(ax, table, [bar.low if bar.whiskers else math.inf for bar in bars], reach, lang)
    ends = []
    for y, bar in enumerate(bars):
        end = float(above.iloc[y])
        if bar.whiskers:
            ax.errorbar(
                bar.mean, y, xerr=[[max(0.0, bar.mean - bar.low)], [max(0.0, bar.high - bar.mean)]], color=INK,
                linewidth=1.0, capsize=2.5,
            )
            end = max(end, bar.high)
        ax.annotate(bar.text, (end, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=7.5)
        ends.append((end, points(bar.text, 7.5) + 10))
    ax.axvline(0, color=INK, linewidth=0.7)
    ax.set_yticks(range(len(shown)), [label(look.name) for look in shown])
    ax.invert_yaxis()
    left = 1.1 * min((0.0, *below))
    names = max((points(part, 8) for look in shown for part in label(look.name).split("\n")), default=0.0)
    figure = ax.get_figure(root=True)
    room = (figure.get_figwidth() if figure else 4.0) * 72 - names - 16
    ax.set_xlim(left, max((left + (end - left) * room / max(1.0, room - text) for end, text in ends), default=1.0))
    ax.tick_params(axis="y", length=0)
    thousands(ax.xaxis)
    ax.grid(axis="x")
    ax.set_xlabel(say(lang, "元/件（全县各品牌）", "yuan a parcel (all brands of the county)"))


@dataclass(frozen=True)
class _Total:
    """What stands behind a bar: mean, interval (NaN without one), whether it is drawn, and its text."""

    mean: float
    low: float
    high: float
    whiskers: bool
    text: str


def _total_bars(table: pd.DataFrame, total: pd.DataFrame, reach: float) -> list[_Total]:
    """The totals by row of the table."""
    known = total.set_index("mode")[["mean", "ci_low", "ci_high"]].astype(float).T.to_dict()
    seen = bool((total["ci_high"] - total["ci_low"] > SEEN * reach).any())
    bars = []
    for mode, lines in zip(table.index, table.sum(axis=1), strict=True):
        row = known.get(mode, {"mean": float(lines), "ci_low": math.nan, "ci_high": math.nan})
        mean, low, high = row["mean"], row["ci_low"], row["ci_high"]
        told = low == low and high == high
        bars.append(_Total(
            mean, low, high, seen and told,
            number(mean, 2) + (f" [{number(low, 2)}, {number(high, 2)}]" if told else ""),
        ))
    return bars


def _stack(
    ax: Axes, table: pd.DataFrame, whiskers: Sequence[float], reach: float, lang: str
) -> tuple[pd.Series[float], pd.Series[float]]:
    """Draw the lines of every bar, each with its figure where there is room left of the whisker; returns the bars' ends
    right and left of zero."""
    above, below = pd.Series(0.0, index=table.index), pd.Series(0.0, index=table.index)
    for line, colour in zip(LINES, COMPONENTS[:3], strict=True):
        yuan = table[line]
        start = above.where(yuan >= 0, below)
        ax.barh(
            range(len(table)), yuan, left=start, height=0.62, color=colour, edgecolor="white", linewidth=0.6,
            label=word(line, lang),
        )
        for y, (value, at) in enumerate(zip(yuan, start, strict=True)):
            left, right = min(at, at + value), min(max(at, at + value), whiskers[y])
            if right - left > 0.09 * reach:
                ax.text(
                    (left + right) / 2, y, number(value, 2), ha="center", va="center", fontsize=7,
                    color="white" if colour in DARK else INK,
                )
        above, below = above + yuan.clip(lower=0), below + yuan.clip(upper=0)
    return above, below
