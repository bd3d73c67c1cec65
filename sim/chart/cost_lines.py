"""What a parcel costs and who pays, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.style import COMPONENTS, INK, Look, label, number, thousands
from sim.words import say, word

LINES = ("operators", "public", "residents")


def draw_cost_lines(ax: Axes, costs: pd.DataFrame, total: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the cost of a parcel as one stacked bar a mode.

    From the left: operators 企业, public purse 财政, residents 群众 (travel and time); what a line earns more than it spends stands left
    of zero. The black tick with its whiskers is the total with its 95 % interval, written out behind the bar.

    Args:
        costs: columns mode, line, yuan_parcel.
        total: columns mode, mean, ci_low, ci_high; a mode without a row gets the sum of its lines, without an interval.
    """
    shown = [look for look in looks if look.key in set(costs["mode"])]
    table = costs.pivot_table(index="mode", columns="line", values="yuan_parcel").reindex(index=[x.key for x in shown], columns=list(LINES)).fillna(0.0)
    above, below = pd.Series(0.0, index=table.index), pd.Series(0.0, index=table.index)
    reach = max(table.clip(lower=0).sum(axis=1).max(), 0.01)
    for line, colour in zip(LINES, (COMPONENTS[0], COMPONENTS[1], COMPONENTS[3]), strict=True):
        yuan = table[line]
        start = above.where(yuan >= 0, below)
        ax.barh(range(len(shown)), yuan, left=start, height=0.62, color=colour, edgecolor="white", linewidth=0.6, label=word(line, lang))
        for y, (value, at) in enumerate(zip(yuan, start, strict=True)):
            if abs(value) > 0.09 * reach:
                ax.text(at + value / 2, y, number(value, 2), ha="center", va="center", fontsize=7, color="white" if line == "operators" else INK)
        above, below = above + yuan.clip(lower=0), below + yuan.clip(upper=0)
    known = total.set_index("mode")[["mean", "ci_low", "ci_high"]].astype(float).T.to_dict()
    sums, furthest = table.sum(axis=1), reach
    for y, look in enumerate(shown):
        mean, text, end = float(sums[look.key]), "", float(above[look.key])
        if look.key in known:
            row = known[look.key]
            mean, low, high = row["mean"], row["ci_low"], row["ci_high"]
            if low == low and high == high:
                ax.errorbar(mean, y + 0.2, xerr=[[max(0.0, mean - low)], [max(0.0, high - mean)]], color=INK, marker="|", markersize=5, linewidth=1.0, capsize=1.8)
                text, end = f" [{number(low, 2)}, {number(high, 2)}]", max(end, high)
        ax.text(end + 0.02 * reach, y, number(mean, 2) + text, va="center", fontsize=7.5)
        furthest = max(furthest, end)
    ax.axvline(0, color=INK, linewidth=0.7)
    ax.set_yticks(range(len(shown)), [label(look.name) for look in shown])
    ax.invert_yaxis()
    ax.set_xlim(min(0.0, float(below.min()) * 1.1), furthest / (0.54 if len(known) else 0.85))
    ax.tick_params(axis="y", length=0)
    thousands(ax.xaxis)
    ax.grid(axis="x")
    ax.set_xlabel(say(lang, "元/件（全县各品牌）", "yuan a parcel (all brands of the county)"))
