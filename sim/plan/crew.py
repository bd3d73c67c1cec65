"""Crews 班组: people with shifts at one place, whose time the stages that name them share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Shift:
    """People at work over ``[start, end)``, ms. Shifts of one crew may touch or overlap; people then add up."""

    start: int
    end: int
    people: int


@dataclass(frozen=True, kw_only=True)
class Crew:
    """People who work together, over the whole horizon; no two crews of a plan have the same key.

    What comes to its stages is one queue: first come, first served, whichever stage it comes to; of those that come at the same instant the way's
    priority goes first, then what comes in before what goes out, then the lower number.

    Attributes:
        key: its name, and what its luck is drawn by.
        place: where it works.
        shifts: by start.
        discipline: ``pooled`` (the crew works as one on a parcel at a time) or ``servers`` (a worker a parcel).
        shift_end: ``pause`` or ``finish`` (on paid overtime, where no shift follows).
        by_work: its people serve others too, whose parcels are not simulated: charged here is the time that they work on village parcels,
            and not the time for which they are rostered.
        spared: chance keeps nobody of it away, and no dated absence does.
    """

    key: str
    place: int
    shifts: tuple[Shift, ...]
    discipline: str = "pooled"
    shift_end: str = "pause"
    by_work: bool = False
    spared: bool = False

    def __hash__(self) -> int:
        return hash(self.key)
