"""Handling at a place: stages in order, each done by a crew."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.actor import Actor
from sim.plan.crew import Crew


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Staffed handling 处理环节 of a place: every parcel needs the same worker time, times its own work factor.

    Attributes:
        name: ``unload``, ``sort``, ``hand_over``, ``shelve`` ...
        work: worker-milliseconds a parcel of work factor 1.
        crew: who does it; stages with the same crew share its time.
    """

    name: str
    work: int
    crew: Crew


@dataclass(frozen=True, kw_only=True)
class Handling:
    """What an operator does with a parcel at a place: its stages in order. No stage: the parcel is ready on arrival."""

    key: str
    place: int
    operator: Actor
    stages: tuple[Stage, ...] = ()
