"""Which key moves a KPI most: each alone at both ends of its range."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sim.chart.frame import number_in, widest, width_of
from sim.chart.style import FULL_MM, GREY, INK, dress, label, new_figure, points
from sim.words import figure as shown
from sim.words import say

LOW_COLOUR, HIGH_COLOUR = "#4477AA", "#EE7733"
MOST = 15
"""Bars of a chart."""

NAME_POINTS, VALUE_SIZE, BAR = 172.0, 6.5, 0.38


@dataclass(frozen=True)
class End:
    """A key at one end of its range.

    Attributes:
        value: of the key, as text.
        difference, low, high: of the KPI to the base, paired, with its 95 % interval (NaN: not known); NaN where there
            is none.
        clear: the difference is told from noise.
    """

    value: str
    difference: float
    low: float
    high: float
    clear: bool = True

    @property
    def interval(self) -> tuple[float, ...]:
        """Those ends of the interval that are known."""
        return tuple(x for x in (self.low, self.high) if math.isfinite(x))

    @property
    def reach(self) -> float:
        """How far from the base bar or interval comes; 0 where there is none."""
        return max((abs(x) for x in (self.difference, *self.interval) if math.isfinite(x)), default=0.0)


@dataclass(frozen=True)
class Bar:
    """A key with both its ends; ``base`` is its value as configured, as text with its unit, empty where it is no
    number."""

    name: str
    low: End
    high: End
    base: str = ""

    @property
    def ends(self) -> tuple[End, End]:
        """Low and high."""
        return self.low, self.high

    def title(self, lang: str) -> str:
        """Name and configured value."""
        return self.name + (say(lang, f"（{self.base}）", f" ({self.base})") if self.base else "")

    @property
    def swing(self) -> float:
        """The larger of both differences; 0 where there is none."""
        return max((abs(e.difference) for e in self.ends if np.isfinite(e.difference)), default=0.0)


def largest(bars: Sequence[Bar], most: int = MOST) -> list[Bar]:
    """The bars that move the KPI most, those that move it at all, largest first."""
    return sorted((b for b in bars if b.swing > 0), key=lambda b: -b.swing)[:most]


def draw_tornado(ax: Axes, bars: Sequence[Bar], base: float, unit: str, lang: str = "zh") -> None:
    """Draw a tornado of bars in their order, from the top.

    A row a key: the upper bar is the KPI with the key at its low end, the lower bar at its high end; both begin at the
    base, the vertical line. At a bar's end stands the key's value there; whiskers are 95 % intervals of the paired
    difference to the base. Pale: not told from replication noise. A cross: no plan could be made.

    Args:
        base: the KPI with every key as configured.
        unit: of the KPI.
    """
    reach = max((end.reach for bar in bars for end in bar.ends), default=0.0) or 1.0
    ends: list[tuple[float, float]] = []
    for y, bar in enumerate(bars):
        for end, aside, colour in zip(bar.ends, (-BAR / 2, BAR / 2), (LOW_COLOUR, HIGH_COLOUR), strict=True):
            ends += [_draw_end(ax, end, y + aside, colour, base, reach, lang), *_beyond(end, base)]
    ax.axvline(base, color=INK, linewidth=0.9)
    names = [_name(bar.title(lang)) for bar in bars]
    ax.set_yticks(range(len(bars)), names)
    ax.set_ylim(len(bars) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x")
    _fit(ax, base, reach, ends, widest(names, 8))
    number_in(ax.xaxis, unit)


def _beyond(end: End, base: float) -> list[tuple[float, float]]:
    """The ends of an interval with the room that their caps take, negative to the left."""
    return [(base + x, math.copysign(3.0, x)) for x in end.interval]


def _name(text: str) -> str:
    """A name in lines of at most ``NAME_POINTS``; a key that has no name for people breaks after its dots and
    underscores."""
    words = []
    for word in text.split(" "):
        lines = [""]
        for part in re.findall(r"[^._]*[._]?", word) if points(word, 8) > NAME_POINTS else [word]:
            if lines[-1] and points(lines[-1] + part, 8) > NAME_POINTS:
                lines.append("")
            lines[-1] += part
        words.append("\n".join(lines))
    return "\n".join(label(line, NAME_POINTS) for line in " ".join(words).split("\n"))


def _draw_end(ax: Axes, end: End, at: float, colour: str, base: float, reach: float, lang: str) -> tuple[float, float]:
    """One half-bar with whisker and value; how far it reaches and how wide its text is, negative to the left."""
    if not math.isfinite(end.difference):
        text = say(lang, f"×  {end.value} 无可行方案", f"×  {end.value} not feasible")
        _write(ax, text, base, at, 4.0, GREY)
        return base, points(text, VALUE_SIZE) + 8
    ax.barh(at, end.difference, left=base, height=BAR, color=colour, alpha=1.0 if end.clear else 0.35, linewidth=0)
    if end.difference == 0:
        return base, 0.0
    side = math.copysign(1.0, end.difference)
    tip = base + end.difference
    if len(end.interval) == 2 and end.high - end.low > 0.008 * reach:
        _draw_whisker(ax, end, at, tip)
        tip = base + (end.high if side > 0 else end.low)
    _write(ax, end.value, tip, at, 3.5 * side, INK)
    return tip, side * (points(end.value, VALUE_SIZE) + 7)


def _draw_whisker(ax: Axes, end: End, at: float, tip: float) -> None:
    """The interval of the difference, about the bar's end."""
    xerr = [[end.difference - end.low], [end.high - end.difference]]
    ax.errorbar(tip, at, xerr=xerr, color=INK, linewidth=0.8, capsize=1.6)


def _write(ax: Axes, text: str, x: float, y: float, off: float, colour: str) -> None:
    """Write beside the end of a bar, so many points off: to its right, or to its left where that is negative."""
    ax.annotate(
        text, (x, y), xytext=(off, 0), textcoords="offset points", ha="left" if off > 0 else "right", va="center",
        fontsize=VALUE_SIZE, color=colour,
    )


def _fit(ax: Axes, base: float, reach: float, ends: Sequence[tuple[float, float]], names: float) -> None:
    """Limits that leave room for the texts at the bars' ends."""
    room = width_of(ax) - names - 24
    left, right = base - 0.02 * reach, base + 0.02 * reach
    for _ in range(40):
        a_point = (right - left) / room
        texts = [(x + text * a_point, text) for x, text in ends]
        wanted = (
            min([left, *(x for x, text in texts if text < 0)]), max([right, *(x for x, text in texts if text > 0)])
        )
        if wanted == (left, right):
            break
        left, right = wanted
    ax.set_xlim(left, right)


def tornado(
    bars: Sequence[Bar], base: float, kpi: str, unit: str, unit_text: str, mode: str, provenance: str, lang: str = "zh"
) -> Figure:
    """The figure of one KPI in one mode; to be called inside ``style.drawing()``.

    Args:
        bars: any number; the largest are drawn.
        kpi, mode: names for people. ``unit_text``: the KPI's unit for people.
    """
    drawn = largest(bars)
    lines = max((_name(b.title(lang)).count("\n") + 1 for b in drawn), default=1)
    figure = new_figure(FULL_MM, 14.0 + max(7.2, 3.6 * lines) * max(1, len(drawn)))
    ax = figure.add_subplot()
    draw_tornado(ax, drawn, base, unit, lang)
    ax.set_xlabel(say(lang, f"{kpi}（{unit_text}）", f"{kpi} ({unit_text})") if unit_text else kpi)
    title = say(lang, f"{kpi}由什么决定：{mode}", f"{kpi[:1].upper()}{kpi[1:]}: what moves it ({mode})")
    legend = (
        [Patch(color=LOW_COLOUR), Patch(color=HIGH_COLOUR)],
        [say(lang, "取低值", "at its low value"), say(lang, "取高值", "at its high value")],
    )
    dress(figure, title, [_how(shown(base, unit), lang)], provenance, legend)
    return figure


def _how(now: str, lang: str) -> str:
    """How the chart is read; ``now``: the KPI as configured."""
    return say(
        lang,
        f"每次只变一项，其余不变；括号内为现值，竖线为现方案（{now}）；误差线为成对差值的95%置信区间；浅色："
        "与随机波动无法区分。",
        f"One key at a time, all else as configured (value in brackets); the line is the plan as it is ({now}); "
        "whiskers: 95 % interval of the paired difference; pale: not told from noise.",
    )
