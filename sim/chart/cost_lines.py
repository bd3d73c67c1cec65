"""What a parcel costs and who pays, by mode."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import bars_height, by_mode, draw_part, name_bars, write_behind, write_inside
from sim.chart.frame import whiskers, widest, width_of
from sim.chart.look import Look
from sim.chart.style import COMPONENTS, FULL_MM, INK, dress, new_figure, number, points
from sim.chart.subject import Picture, Subject
from sim.words import say, word

TOTAL_KPI = "cost_system_parcel.all"
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
    names, table = by_mode(costs, looks, "line", LINES, "yuan_parcel")
    reach = max((0.01, *table.clip(lower=0).sum(axis=1)))
    bars = _total_bars(table, total, reach)
    above, below = _stack(ax, table, [bar.low if bar.whiskers else math.inf for bar in bars], reach, lang)
    ends = [_draw_total(ax, y, bar, end) for y, (bar, end) in enumerate(zip(bars, above, strict=True))]
    ax.axvline(0, color=INK, linewidth=0.7)
    unit = say(lang, "元/件（全县各品牌）", "yuan a parcel (all brands of the county)")
    name_bars(ax, names, unit + _left_out(costs, lang))
    left, room = 1.1 * min((0.0, *below)), width_of(ax) - widest(names, 8) - 16
    ax.set_xlim(left, _right(bars, ends, left, room))


def _right(bars: Sequence[_Total], ends: Sequence[float], left: float, room: float) -> float:
    """Where the axis ends, so that the text behind each bar has its place within ``room`` points."""
    texts = [points(bar.text, 7.5) + 10 for bar in bars]
    rights = [left + (end - left) * room / max(1.0, room - text) for end, text in zip(ends, texts, strict=True)]
    return max(rights, default=1.0)


def _left_out(costs: pd.DataFrame, lang: str) -> str:
    """A line below the axis where no plan says anything about public money."""
    public = costs.loc[costs["line"] == "public", "yuan_parcel"]
    if public.notna().any():
        return ""
    return "\n" + say(lang, "财政资金：本方案未涉及", "public money: not in this plan")


@dataclass(frozen=True)
class _Total:
    """What stands behind a bar: mean and interval (NaN without one); ``wide``: intervals are drawn."""

    mean: float
    low: float
    high: float
    wide: bool

    @property
    def known(self) -> bool:
        """Whether there is an interval."""
        return not (math.isnan(self.low) or math.isnan(self.high))

    @property
    def whiskers(self) -> bool:
        """Whether its interval is drawn."""
        return self.wide and self.known

    @property
    def text(self) -> str:
        """Mean and interval."""
        interval = f" [{number(self.low, 2)}, {number(self.high, 2)}]" if self.known else ""
        return number(self.mean, 2) + interval


def _total_bars(table: pd.DataFrame, total: pd.DataFrame, reach: float) -> list[_Total]:
    """The totals by row of the table."""
    wide = bool((total["ci_high"] - total["ci_low"] > SEEN * reach).any())
    rows = total[["mode", "mean", "ci_low", "ci_high"]].itertuples(index=False)
    known = {str(mode): (float(mean), float(low), float(high)) for mode, mean, low, high in rows}
    sums = table.sum(axis=1)
    each = [known.get(str(mode), (lines, math.nan, math.nan)) for mode, lines in sums.items()]
    return [_Total(mean, low, high, wide) for mean, low, high in each]


def _draw_total(ax: Axes, y: int, bar: _Total, end: float) -> float:
    """Draw the interval of a bar that ends there, and write the total behind it; where the drawing ends."""
    if bar.whiskers:
        ax.errorbar(bar.mean, y, xerr=whiskers(bar.mean, bar.low, bar.high), color=INK, linewidth=1.0, capsize=2.5)
        end = max(end, bar.high)
    write_behind(ax, end, y, bar.text)
    return end


def _stack(
    ax: Axes, table: pd.DataFrame, room: Sequence[float], reach: float, lang: str
) -> tuple[pd.Series[float], pd.Series[float]]:
    """Draw the lines of every bar, each with its figure where there is room left of the whisker, which begins at
    ``room``; returns the bars' ends right and left of zero."""
    above, below = pd.Series(0.0, index=table.index), pd.Series(0.0, index=table.index)
    for line, colour in zip(LINES, COMPONENTS[:3], strict=True):
        yuan = table[line]
        start = above.where(yuan >= 0, below)
        draw_part(ax, start, yuan, colour, word(line, lang))
        for y, (value, at) in enumerate(zip(yuan, start, strict=True)):
            left, right = sorted((at, at + value))
            right = min(right, room[y])
            if right - left > 0.09 * reach:
                write_inside(ax, (left + right) / 2, y, number(value, 2), colour)
        above, below = above + yuan.clip(lower=0), below + yuan.clip(upper=0)
    return above, below


def cost_lines_figure(of: Subject) -> Picture | None:
    """The bars of all modes."""
    lang, costs, looks = of.lang, of.table("costs"), of.looks
    figure = new_figure(FULL_MM, 16.0 + bars_height([look.name for look in looks]))
    ax, total = figure.add_subplot(), _total(of.table("summary"))
    draw_cost_lines(ax, costs, total, looks, lang)
    note = say(
        lang, "条末为合计及其95%置信区间。", "Behind the bar: the total and its 95 % interval."
    ) if len(total) else ""
    dress(
        figure, say(lang, "单件成本与承担者", "Cost of a parcel, and who bears it"), [note], of.info.provenance,
        ax.get_legend_handles_labels(),
    )
    return Picture(figure, costs)


def _total(summary: pd.DataFrame) -> pd.DataFrame:
    """The system's cost of a parcel of all brands, by mode."""
    columns = ["mode", "mean", "ci_low", "ci_high"]
    return pd.DataFrame(columns=columns) if summary.empty else summary[summary["kpi"] == TOTAL_KPI][columns]
