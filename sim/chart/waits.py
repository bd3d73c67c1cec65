"""What a parcel waited for, one thing after the other, as bars that go on where the last one ended."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from sim.chart.bars import name_bars, write_behind
from sim.chart.style import COMPONENTS, INK, label, number
from sim.measure.times import COMPONENTS as PARTS
from sim.words import word

LABEL_WIDTH = 190


def waits_height(names: Sequence[str]) -> float:
    """Of so many bars, mm: as high as their names are, broken into lines."""
    lines = max((label(name, LABEL_WIDTH).count("\n") + 1 for name in names), default=1)
    return 12.0 + max(7.0, 3.9 * lines) * len(names)


def draw_waits(
    ax: Axes, names: Sequence[str], parts: Sequence[str], hours: Sequence[float], unit: str, lang: str = "zh"
) -> None:
    """Draw a bar a step, from the top; the figure behind a bar is its hours.

    Args:
        names: of the steps. ``parts``: of the time, that each belongs to (``PARTS``). ``hours``: their lengths.
        unit: what the axis is called.
    """
    colours = dict(zip(PARTS, COMPONENTS, strict=True))
    told, begin = set[str](), 0.0
    for y, (part, length) in enumerate(zip(parts, hours, strict=True)):
        shown = "_" if part in told else word(part, lang)
        ax.barh(y, length, left=begin, height=0.62, color=colours[part], edgecolor=INK, linewidth=0.4, label=shown)
        write_behind(ax, begin + length, y, number(length, 1))
        told.add(part)
        begin += length
    name_bars(ax, [label(name, LABEL_WIDTH) for name in names], unit)
    ax.set_xlim(0, max(begin, 0.01) * 1.12)
