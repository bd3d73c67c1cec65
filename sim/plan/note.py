"""What a person should know of a plan."""

from __future__ import annotations

from dataclasses import dataclass

from sim.plan.leg import Leg
from sim.problems import Phrase


@dataclass(frozen=True)
class PlanNote:
    """What a person should know of a plan that does not do all that was asked.

    ``about``: the key of a line, depot or host, or of the config, that ``told`` speaks of.
    """

    about: str
    told: Phrase

    def __str__(self) -> str:
        return f"{self.about}: {self.told}"


@dataclass(frozen=True, kw_only=True)
class Aside:
    """A village that a pool does not serve, as its round would not be back while the driver is on duty; see ``sim.service.load.reach``.

    Attributes:
        pool: whose parcels it is about. ``village``: its index. ``mode``: in which it would be served.
        place: where its point is.
        line: the key of the round that was planned; ``leg``: its leg.
        planned: how long it would take, ms; ``allowed``: less than this is in time.
    """

    pool: str
    village: int
    mode: str
    place: int
    line: str
    leg: Leg
    planned: int
    allowed: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The mode of a pool's village, as an assignment gives it.

    Attributes:
        pool: whose parcels. ``village``: its index.
        mode: key of the mode; empty where every mode of the pool's fails to reach it and each brand works alone.
        rule: what gave it, before any backstop: ``table``, ``township``, ``rule.N`` (the N-th, from 1) or ``rest``.
        missed: modes that do not reach the village, in the order tried; ``mode`` is the backstop after them.
        reason: the rule in words.
    """

    pool: str
    village: int
    mode: str
    rule: str
    missed: tuple[str, ...] = ()
    reason: Phrase
