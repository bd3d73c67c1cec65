"""Points of the grid as scenarios: planned to be looked at, and simulated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from experiments.scenarios.design import DesignPoint, over, point
from experiments.scenarios.evaluate import Evaluator, heed_fail_fast
from experiments.scenarios.prepare import prepare
from experiments.settings.config import Config
from sim.inference.search.confirm import stage_seed
from sim.inference.search.decisions import values_of
from sim.inference.search.grid import OK, OVERLOADED, REFUSED, Index
from sim.inference.search.judge import Judge, LookedAt, Simulated
from sim.problems import InputError
from sim.proposal.optimise.optimised import Question
from sim.service.prepared import plan_key


@dataclass(frozen=True, eq=False, kw_only=True)
class Trials:
    """The scenarios of an optimisation on the parcels of one stage.

    Attributes:
        config: on which the decisions are set. ``numbers``: of the replications.
    """

    config: Config
    asked: Question
    runs: Evaluator
    numbers: Sequence[int]

    def of(self, stage: str, replications: int) -> Trials:
        """The same on the parcels of another stage."""
        config = over(self.config, {"seed": stage_seed(self.config.run.seed, stage)})
        return replace(self, config=config, numbers=range(replications))

    def judge(self) -> Judge:
        """Who judges points by these trials."""
        axes, targets = self.asked.axes, self.asked.targets
        return Judge(axes=axes, targets=targets, look=self.look, simulate=self.simulate, runs=len(self.numbers))

    def point(self, index: Index) -> DesignPoint:
        """The scenario of a point of the grid."""
        return point(self.config, values_of(self.asked.axes, index))

    def look(self, index: Index) -> LookedAt:
        """A point as its plan shows it."""
        try:
            at = self.point(index)
            prepared = prepare(at.config, (at.scenario,))
        except InputError as error:
            return LookedAt(REFUSED, "; ".join(str(p) for p in error.problems))
        key, overloads = plan_key(prepared), prepared.scenarios[0].overloads
        if not overloads:
            return LookedAt(OK, "", key)
        worst = max(overloads, key=lambda load: load.rho)
        return LookedAt(OVERLOADED, f"{worst.where} {worst.name} {worst.rho:.2f}", key, worst.rho)

    def simulate(self, indices: Sequence[Index]) -> list[Simulated]:
        """Cost, time and each target's KPI of points; why there are none where one fails.

        Raises:
            EngineError: one failed, and ``fail_fast`` asks to stop then.
        """
        points = [self.point(index) for index in indices]
        statuses = self.runs.run(points, self.numbers)
        heed_fail_fast(statuses, self.runs.fail_fast)
        kpis = [*self.asked.kpis, *(t.kpi for t in self.asked.targets)]
        return [
            self.runs.values(at, self.numbers, kpis) if status.state == "ok" else status.message
            for at, status in zip(points, statuses, strict=True)
        ]
