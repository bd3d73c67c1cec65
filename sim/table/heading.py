"""A heading in its parts: the words it is known by, and what stands in brackets. One rule for all tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sim.table.characters import simplified
from sim.table.clean import folded

MOST = 200
"""Longer headings are none that is known."""

_OPEN = dict(zip("([{【〔<《「", ")]}】〕>》」", strict=True))
_DROPPED = re.compile(r"[\s_*\-:·./,、'\"。]+")


@dataclass(frozen=True)
class Heading:
    """A heading: ``words`` without case, width, spaces and marks; ``asides`` are the contents of its brackets, likewise
    folded."""

    words: str
    asides: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def heading(text: str) -> Heading:
    """The parts of a heading; time is linear in its length, and one of more than ``MOST`` characters is kept as its
    first ones."""
    outside: list[str] = []
    inside: list[str] = []
    asides: list[str] = []
    closing: list[str] = []
    for char in folded(text[: MOST + 1]):
        if char in _OPEN:
            closing.append(_OPEN[char])
        elif closing and char == closing[-1]:
            closing.pop()
            if not closing:
                asides.append("".join(inside))
                inside.clear()
        else:
            (inside if closing else outside).append(char)
    asides += ["".join(inside)] if inside else []
    return Heading(bare("".join(outside)), tuple(a.strip() for a in asides if a.strip()))


def bare(text: str) -> str:
    """Words without spaces and marks, in simplified characters."""
    return simplified(_DROPPED.sub("", text))
