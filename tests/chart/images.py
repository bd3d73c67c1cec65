"""Small grey pictures of every figure of made-up numbers, kept to see what a change moves.

After a change that is meant, look at the figures, then renew them: ``python -m tests.chart.images``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from sim.chart.render import figures
from sim.chart.style import drawing, lay_out
from tests.chart import made_up, plan_made

FOLDER = Path(__file__).parent / "images"
RENEW = "what a figure looks like has changed; look at it, then: python -m tests.chart.images"
DPI = 40
TILE = 8
"""Pixels a side of the squares that are compared."""
APART = 24.0
"""Of 255: how far a square may be from the one kept, root of the mean square. Other machines round edges otherwise by less."""

Raster = NDArray[np.uint8]


def grey(figure: Figure) -> Raster:
    """A figure as few pixels, as a grey print has it; it is laid out once, as where it is saved."""
    lay_out(figure)
    before, canvas = figure.dpi, FigureCanvasAgg(figure)
    figure.set_dpi(DPI)
    canvas.draw()
    colours = np.asarray(canvas.buffer_rgba())[:, :, :3].astype(float)
    figure.set_dpi(before)
    return (colours @ (0.299, 0.587, 0.114)).round().astype(np.uint8)


def apart(one: Raster, other: Raster) -> float:
    """How far the squares that differ most are apart; infinite where the sizes differ."""
    if one.shape != other.shape:
        return float("inf")
    high, wide = (-(-side // TILE) * TILE for side in one.shape)
    squared = np.zeros((high, wide))
    squared[: one.shape[0], : one.shape[1]] = (one.astype(float) - other) ** 2
    return float(np.sqrt(squared.reshape(high // TILE, TILE, wide // TILE, TILE).mean(axis=(1, 3)).max()))


def stored() -> dict[str, Raster]:
    """The pictures kept, by figure."""
    return {file.stem: np.asarray(Image.open(file)) for file in sorted(FOLDER.glob("*.png"))}


def main() -> None:
    """Draw all anew; those of figures that are no more go."""
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.png"):
        file.unlink()
    every = made_up.FRAMES | plan_made.plan_frames(made_up.COUNTY)
    with drawing():
        for name, picture in figures(made_up.subject("zh", every)):
            Image.fromarray(grey(picture.figure)).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
