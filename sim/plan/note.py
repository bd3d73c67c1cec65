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
    """A village that a pool does not serve, as its round would not be back while the driver is on duty; see ``sim.service.reach``.

    Attributes:
        pool: whose parcels it is about. ``village``: its index.
        place: where its point is.
        line: the key of the round that was planned; ``leg``: its leg.
        planned: how long it would take, ms; ``allowed``: less than this is in time.
    """

    pool: str
    village: int
    place: int
    line: str
    leg: Leg
    planned: int
    allowed: int
