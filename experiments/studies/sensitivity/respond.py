"""Having the points of a study run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.design import DesignPoint, point
from experiments.scenarios.status import Status, heed_fail_fast
from experiments.settings.config import Config
from sim.inference.responses import REFUSED, Responses
from sim.problems import InputError


class ReplicationSource(Protocol):
    """What makes and finds replications; ``experiments.scenarios.evaluate.Evaluator`` is one."""

    def run(self, points: Iterable[DesignPoint], numbers: Sequence[int]) -> list[Status]:
        """Have replications of points simulated as far as they are missing."""

    def values(self, point: DesignPoint, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        """KPI values of a point, shape (numbers, KPIs)."""


def respond(runs: ReplicationSource, config: Config, settings: Sequence[Mapping[str, Any]], numbers: Sequence[int], kpis: Sequence[str]) -> Responses:
    """Have every setting of keys run; one that is at fault, or fails, has no values and keeps no other from running.

    Args:
        settings: values by key, a point each; the same one twice is run once.

    Raises:
        EngineError: one failed, and ``fail_fast`` asks to stop then.
    """
    points: list[DesignPoint | None] = []
    refusals: dict[int, str] = {}
    for i, values in enumerate(settings):
        try:
            points.append(point(config, values))
        except InputError as error:
            points.append(None)
            refusals[i] = str(error)
    unique = {p.key: p for p in points if p is not None}
    statuses = {s.key: s for s in runs.run(unique.values(), numbers)}
    heed_fail_fast(statuses.values(), config.run.fail_fast)
    found = np.full((len(points), len(numbers), len(kpis)), np.nan)
    told: list[tuple[str, str, tuple[tuple[str, str], ...]]] = []
    for i, p in enumerate(points):
        status = statuses.get(p.key) if p is not None else None
        if p is None or status is None:
            told.append((REFUSED, refusals[i], ()) if p is None else ("missing", "", ()))
            continue
        if status.state == "ok":
            found[i] = runs.values(p, numbers, kpis)
        refused = status.state == "failed" and status.message.startswith("[")  # the problems of an InputError
        told.append((REFUSED if refused else status.state, status.message, status.overloads))
    state, message, overloads = zip(*told, strict=True) if told else ((), (), ())
    return Responses(found, state, message, overloads)
