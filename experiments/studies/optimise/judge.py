"""What a plan of the search is worth: checked before it runs, simulated if it can work, measured against the targets."""

from __future__ import annotations

import hashlib
import io
import math
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.design import DesignPoint, point
from experiments.scenarios.evaluate import Evaluator
from experiments.scenarios.prepare import prepare
from experiments.scenarios.status import Status, heed_fail_fast
from experiments.settings.config import Config
from experiments.studies.optimise.decisions import values_of
from sim.inference.grid import FAILED, OK, OVERLOADED, REFUSED, DecisionKey, Found, Index, Judged
from sim.inference.target import Target
from sim.problems import InputError
from sim.service.prepared import Prepared

PLANNED = ("schedule", "fleet", "staffing")
"""Sections of the parameters that only planning reads: where two plans are the same, their values no longer matter."""

@dataclass(eq=False)
class Judge:
    """Judges points of the grid for the search; called with several at once.

    An overloaded plan is never worth having, so it is not simulated; nor is one a second time that other values made before.

    Attributes:
        config: with the seed of the search.
        kpis: cost and time.
        numbers: of the replications.
        judged: every point looked at, in the order in which it was.
    """

    config: Config
    axes: Sequence[DecisionKey]
    targets: Sequence[Target]
    kpis: tuple[str, str]
    numbers: Sequence[int]
    evaluator: Evaluator
    judged: dict[Index, Judged] = field(default_factory=dict)
    _plans: dict[str, Judged] = field(default_factory=dict)

    def __call__(self, indices: Sequence[Index]) -> list[Found]:
        """What each of the points is worth."""
        fresh: dict[str, DesignPoint] = {}
        for index in indices:
            self.judged[index], new = self._checked(index)
            if new is not None and self.judged[index].plan not in fresh:
                fresh[self.judged[index].plan] = new
        for (plan, of), status in zip(fresh.items(), self.run(list(fresh.values()), self.numbers), strict=True):
            self._plans[plan] = self._measured(plan, of) if status.state == "ok" else self._broken(FAILED, status.message, plan)
        for index in indices:
            plan = self.judged[index].plan
            if plan in self._plans:
                known = self._plans[plan]
                runs = len(self.numbers) if fresh.pop(plan, None) else 0  # the first point of a new plan pays for it
                self.judged[index] = replace(known, found=replace(known.found, runs=runs))
        return [self.judged[index].found for index in indices]

    def run(self, points: Sequence[DesignPoint], numbers: Sequence[int]) -> list[Status]:
        """Have scenarios simulated; the status of each.

        Raises:
            EngineError: one failed, and ``fail_fast`` asks to stop then.
        """
        statuses = self.evaluator.run(points, numbers)
        heed_fail_fast(statuses, self.evaluator.fail_fast)
        return statuses

    def point(self, index: Index) -> DesignPoint:
        """The scenario of a point of the grid."""
        return point(self.config, values_of(self.axes, index))

    def idle(self, index: Index) -> tuple[str, ...]:
        """Decisions that change nothing in a plan, such as the days of own lines where a host carries: its plan is the same at both ends of the values,
        or at all of them where they have no order."""
        found = []
        for a, axis in enumerate(self.axes):
            others = [i for i in (sorted({0, len(axis.values) - 1}) if axis.ordered else range(len(axis.values))) if i != index[a]]
            if others and all(self._checked((*index[:a], i, *index[a + 1 :]))[0].plan == self.judged[index].plan for i in others):
                found.append(axis.key)
        return tuple(found)

    def _checked(self, index: Index) -> tuple[Judged, DesignPoint | None]:
        """A point as far as it can be judged without simulating, and the scenario to simulate, if it is a plan not seen before."""
        try:
            new = self.point(index)
            prepared = prepare(new.config, (new.scenario,))
        except InputError as error:
            return self._broken(REFUSED, "; ".join(str(p) for p in error.problems), ""), None
        scenario = prepared.scenarios[0]
        if scenario.overloads:
            worst = max(scenario.overloads, key=lambda load: load.rho)
            return self._broken(OVERLOADED, f"{worst.where} {worst.name} {worst.rho:.2f}", plan_key(prepared), worst.rho), None
        plan = plan_key(prepared)
        return Judged(OK, "", plan, (), self._nothing(0.0)), None if plan in self._plans else new

    def _nothing(self, broken: float) -> Found:
        return Found((math.inf, math.inf), (broken, *(0.0 for _ in self.targets)), 0)

    def _broken(self, state: str, why: str, plan: str, rho: float = math.inf) -> Judged:
        """Beyond any missed target, and the farther the heavier the load."""
        return Judged(state, why, plan, (), self._nothing(2.0 + min(rho, 10.0)))

    def _measured(self, plan: str, of: DesignPoint) -> Judged:
        means = self.values(self.evaluator, of, self.numbers).mean(axis=0)
        cost, time = (float(m) if m == m else math.inf for m in means[:2])
        missed = (t.miss(float(m)) for t, m in zip(self.targets, means[2:], strict=True))
        return Judged(OK, "", plan, tuple(map(float, means)), Found((cost, time), (0.0, *missed), 0))

    def values(self, evaluator: Evaluator, of: DesignPoint, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Cost, time and each target's KPI of a scenario, shape (replications, 2 + targets)."""
        return evaluator.values(of, numbers, [*self.kpis, *(t.kpi for t in self.targets)])

    def distinct(self, seen: Mapping[Index, Found]) -> dict[Index, Found]:
        """Of the points seen, the first of each plan."""
        first: dict[str, Index] = {}
        for index in seen:
            first.setdefault(self.judged[index].plan or str(index), index)
        return {index: seen[index] for index in first.values()}


def plan_key(prepared: Prepared) -> str:
    """Names a plan and all else that its simulation depends on."""
    scenario = prepared.scenarios[0]
    plan: dict[str, Any] = {name: getattr(scenario.plan, name) for name in scenario.plan.__dataclass_fields__ if name not in ("name", "notes")}
    rest = prepared.parameters.model_dump_json(exclude=set(PLANNED))
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.fast = True  # without its memory of objects met before, so that equal plans give equal bytes
    pickler.dump((plan, rest))
    return hashlib.sha256(buffer.getvalue()).hexdigest()
