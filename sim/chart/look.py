"""How a mode is told from the others, and what a chart may be written as. Workers read it with the settings, so it
knows no matplotlib."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

FORMATS = ("png", "svg", "pdf")

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5195", "#8C6D31", "#000000")
"""By mode, in order: Okabe and Ito's palette, its yellow (too pale for lines) replaced."""
DASHES: tuple[Any, ...] = (
    "-", (0, (5, 1.5)), (0, (1.2, 1.2)), (0, (5, 1.5, 1.2, 1.5)), (0, (8, 2)), (0, (3, 1, 1, 1, 1, 1))
)
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p", "*")


@dataclass(frozen=True)
class Look:
    """How one mode is drawn, the same in every figure: ``name`` is its label in the figure's language."""

    key: str
    name: str
    colour: str
    dash: Any
    marker: str
    remote: bool = False
    """Parcels are handed over at the township and do not come to the village."""


def look_of(number: int, key: str, name: str, remote: bool = False) -> Look:
    """How the mode of this number in the order of colours is drawn."""
    return Look(
        key, name, COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)], MARKERS[number % len(MARKERS)], remote
    )
