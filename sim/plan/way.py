"""The way of a parcel, fixed before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass

BASE = -1
"""Where a parcel boards that is loaded at the base of a line, before the first stop."""


@dataclass(frozen=True, kw_only=True)
class Hop:
    """One stretch of a parcel's way: handled at a place, then carried by a line.

    Attributes:
        handling, line: by their index in the plan.
        board: the line's stop where it waits and boards; ``BASE``: at the line's base.
        alight: the line's stop where it comes off; ``Line.end``: at the base, as the run returns.
    """

    handling: int
    line: int
    board: int = BASE
    alight: int


@dataclass(frozen=True, kw_only=True)
class Way:
    """The way of a parcel: hops in order, then the point; outbound, the point comes first.

    Attributes:
        point: where it ends; outbound, where it is offered, and accepted by the handling of the first hop as soon as it is open.
        priority: 0 is loaded first.
        mode: that carries it.
        pool: name of the brand's pool (also where the pool's mode lets each brand work alone), empty for a brand outside any.
    """

    hops: tuple[Hop, ...]
    point: int
    priority: int
    mode: str
    pool: str
