"""What an optimisation is asked, and what it found."""

from __future__ import annotations

from dataclasses import dataclass, field

from experiments.scenarios.design import Point, over, point
from experiments.settings.config import Config
from experiments.studies.optimise.confirm import Result
from experiments.studies.optimise.decisions import values_of
from experiments.studies.optimise.judge import Judge
from experiments.studies.optimise.search import Decision, Found, Index
from sim.inference.target import Target

STREAMS = {"search": 0, "selection": 1_000_003, "estimation": 2_000_006}
"""What each stage adds to the seed."""


def seed_of(config: Config, stage: str) -> int:
    """The seed of a stage."""
    return (config.run.seed + STREAMS[stage]) % 2**31


@dataclass(frozen=True)
class Asked:
    """What is to be optimised: the decisions, the two KPIs to make small, and the targets."""

    axes: tuple[Decision, ...]
    kpis: tuple[str, str]
    targets: tuple[Target, ...]


@dataclass(eq=False)
class Outcome:
    """What the optimisation found; ``result`` is None where nothing could be simulated.

    Attributes:
        runs: simulation runs by stage.
        chances: what the selection said of each candidate.
        idle: decisions that change nothing, by plan of the result.
    """

    asked: Asked
    judge: Judge
    seen: dict[Index, Found]
    runs: dict[str, int]
    chances: dict[Index, str] = field(default_factory=dict)
    result: Result | None = None
    idle: dict[Index, tuple[str, ...]] = field(default_factory=dict)

    def chosen(self) -> Point:
        """The chosen plan as a scenario, with the seed of the estimation."""
        assert self.result is not None
        return point(over(self.judge.config, {"seed": seed_of(self.judge.config, "estimation")}), values_of(self.asked.axes, self.result.chosen))
