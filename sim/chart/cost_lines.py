"""What a parcel costs and who pays, by mode."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.look import Look
from sim.chart.style import COMPONENTS, INK, label, number, points, thousands
from sim.words import say, word

LINES = ("operators", "public", "residents")

SEEN = 0.03
"""Share of the longest bar from which on an interval can be seen at its end."""


def draw_cost_lines(ax: Axes, costs: pd.DataFrame, total: pd.DataFrame, looks: Sequence[Look], lang: str = "zh") -> None:
    """Draw the cost of a parcel as one stacked bar a mode.

    From the left: operators 企业, public purse 财政, residents 群众 (travel and time); what a line earns more than it spends stands left
    of zero. Behind the bar stands the total with its 95 % interval, drawn as whiskers too where it is wide enough to be seen.

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
    sums, ends = table.sum(axis=1), []
    for y, look in enumerate(shown):
        mean, text, end = float(sums[look.key]), "", float(above[look.key])
        if look.key in known:
            row = known[look.key]
            mean, low, high = row["mean"], row["ci_low"], row["ci_high"]
            if low == low and high == high:
                text = f" [{number(low, 2)}, {number(high, 2)}]"
                if high - low > SEEN * reach:
                    ax.errorbar(mean, y, xerr=[[max(0.0, mean - low)], [max(0.0, high - mean)]], color=INK, linewidth=1.0, capsize=2.5)
                    end = max(end, high)
        text = number(mean, 2) + text
        ax.annotate(text, (end, y), xytext=(4, 0), textcoords="offset points", va="center", fontsize=7.5)
        ends.append((end, points(text, 7.5) + 10))
    ax.axvline(0, color=INK, linewidth=0.7)
    ax.set_yticks(range(len(shown)), [label(look.name) for look in shown])
    ax.invert_yaxis()
    left = min(0.0, float(below.min()) * 1.1)
    names = max((points(part, 8) for look in shown for part in label(look.name).split("\n")), default=0.0)
    figure = ax.get_figure(root=True)
    room = (figure.get_figwidth() if figure else 4.0) * 72 - names - 16
    ax.set_xlim(left, max((left + (end - left) * room / max(1.0, room - text) for end, text in ends), default=1.0))
    ax.tick_params(axis="y", length=0)
    thousands(ax.xaxis)
    ax.grid(axis="x")
    ax.set_xlabel(say(lang, "元/件（全县各品牌）", "yuan a parcel (all brands of the county)"))
