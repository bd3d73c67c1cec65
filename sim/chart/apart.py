"""Names beside places on a map, put where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke
from numpy.typing import NDArray

from sim.chart.style import INK, points

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""

SIZE = 7.5
HALO = [withStroke(linewidth=1.8, foreground="white")]
"""Around names, so that they can be read over lines."""


def name_places(
    ax: Axes, names: Sequence[str], at: NDArray[np.float64], beside: Sequence[tuple[float, float]] = ()
) -> None:
    """Write names beside places; the figure's layout must be done, since distances on paper count.

    Args:
        at: positions, shape (names, 2). The name with the most room around it has no better claim than others: they are
            placed in their order, each where it covers the fewest names and places.
        beside: positions of other marks, which names keep off too.
    """
    scale = 72 / ax.figure.dpi
    anchors, marks = ax.transData.transform(at) * scale, [*at.tolist(), *beside]
    frame = ax.get_window_extent()
    inside = (frame.x0 * scale, frame.y0 * scale, frame.x1 * scale, frame.y1 * scale)
    taken: list[Box] = [(x - 4, y - 4, x + 4, y + 4) for x, y in (ax.transData.transform(marks) * scale).tolist()]
    for name, place, (x, y) in zip(names, at.tolist(), anchors.tolist(), strict=True):
        offset, box = min(_tries(name, x, y), key=lambda tried: _cost(tried[1], taken, inside))
        taken.append(box)
        ax.annotate(
            name, place, xytext=offset, textcoords="offset points", fontsize=SIZE, color=INK, ha="left", va="bottom",
            zorder=7, path_effects=HALO,
        ).set_in_layout(False)


def _tries(name: str, x: float, y: float) -> Iterator[tuple[tuple[float, float], Box]]:
    """Offsets of a name's lower left corner from its place, with the room it takes there."""
    wide, high = points(name, SIZE), 1.25 * SIZE
    for far in (4.0, 9.0, 15.0):
        for across, up in (
            (far, -high / 2), (-far - wide, -high / 2), (-wide / 2, far), (-wide / 2, -far - high), (far, far * 0.4),
            (-far - wide, far * 0.4), (far, -high - far * 0.4), (-far - wide, -high - far * 0.4),
        ):  # fmt: skip
            yield (across, up), (x + across, y + up, x + across + wide, y + up + high)


def _cost(box: Box, taken: Sequence[Box], inside: Box) -> float:
    """How much of what stands there already a box covers; far more where it leaves the map."""
    left, bottom, right, top = inside
    out = max(0.0, left - box[0]) + max(0.0, bottom - box[1]) + max(0.0, box[2] - right) + max(0.0, box[3] - top)
    return sum(_shared(box, other) for other in taken) + 1000.0 * out


def _shared(a: Box, b: Box) -> float:
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0
