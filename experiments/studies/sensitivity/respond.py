"""Having the points of a study run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.design import DesignPoint, point
from experiments.scenarios.evaluate import heed_fail_fast
from experiments.settings.config import Config
from sim.inference.drivers.driving import Settings
from sim.inference.drivers.responses import REFUSED, PointAnswer, Responses
from sim.problems import InputError
from sim.store.status import Status


class ReplicationSource(Protocol):
    """What makes and finds replications; ``experiments.scenarios.evaluate.Evaluator`` is one."""

    def run(self, points: Iterable[DesignPoint], numbers: Sequence[int]) -> list[Status]:
        """Have replications of points simulated as far as they are missing."""

    def values(self, point: DesignPoint, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        """KPI values of a point, shape (numbers, KPIs)."""


def respond(runs: ReplicationSource, config: Config, settings: Sequence[Settings], numbers: Sequence[int]) -> Responses:
    """Have every setting of keys run; one that is at fault, or fails, has no values and keeps no other from running.

    Args:
        settings: values by key, a point each; the same one twice is run once.

    Raises:
        EngineError: one failed, and ``fail_fast`` asks to stop then.
    """
    kpis = config.sensitivity.kpis
    points = [_point(config, values) for values in settings]
    unique = {p.key: p for p in points if isinstance(p, DesignPoint)}
    statuses = {s.key: s for s in runs.run(unique.values(), numbers)}
    heed_fail_fast(statuses.values(), config.run.fail_fast)
    values = {key: runs.values(unique[key], numbers, kpis) for key, s in statuses.items() if s.state == "ok"}
    told = {key: _answer(status, values.get(key)) for key, status in statuses.items()}
    missing = PointAnswer("missing")
    answers = [told.get(p.key, missing) if isinstance(p, DesignPoint) else p for p in points]
    return Responses.of(answers, len(numbers), len(kpis))


def _point(config: Config, values: Settings) -> DesignPoint | PointAnswer:
    """A point; what is to be said of it where it is at fault."""
    try:
        return point(config, values)
    except InputError as error:
        return PointAnswer(REFUSED, str(error))


def _answer(status: Status, values: NDArray[np.float64] | None) -> PointAnswer:
    """What came of a point that was run."""
    refused = status.state == "failed" and status.message.startswith("[")  # the problems of an InputError
    return PointAnswer(REFUSED if refused else status.state, status.message, status.overloads, values)
