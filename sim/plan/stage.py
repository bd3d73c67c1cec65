"""Handling at a place: stages in order, each with a crew on shifts."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.actor import Actor


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A crew at work over ``[start, end)``. Shifts of one stage may touch or overlap; crews then add up."""

    start: int
    end: int
    crew: int


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Staffed handling 处理环节 of a place: every parcel needs the same worker time, times its own work factor.

    Attributes:
        name: ``unload``, ``sort``, ``hand_over``, ``shelve`` ...
        work: worker-milliseconds a parcel of work factor 1.
        shifts: the crew over the whole horizon, by start.
        discipline: ``pooled`` (the crew works as one on a parcel at a time) or ``servers`` (a worker a parcel).
        shift_end: ``pause`` or ``finish`` (on paid overtime, where no crew follows).
        by_work: its people serve the town too, whose parcels are not simulated: charged here is the time that they work on village parcels,
            and not the time for which they are rostered.
    """

    name: str
    work: int
    shifts: tuple[Shift, ...]
    discipline: str = "pooled"
    shift_end: str = "pause"
    by_work: bool = False


@dataclass(frozen=True, kw_only=True)
class Handling:
    """What an operator does with a parcel at a place: its stages in order. No stage: the parcel is ready on arrival."""

    key: str
    place: int
    operator: Actor
    stages: tuple[Stage, ...] = ()
