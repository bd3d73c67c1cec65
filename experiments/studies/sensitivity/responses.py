"""What a study's points give: every KPI of every replication, and what became of the points that gave nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from experiments.scenarios.design import Point, point
from experiments.scenarios.status import Status, heed_fail_fast
from experiments.settings.config import Config
from sim.problems import InputError

REFUSED = "refused"
"""State of a point that is faulty as an input: its values contradict each other, or no plan can be made of them."""


class Runs(Protocol):
    """What makes and finds replications; ``experiments.scenarios.evaluate.Evaluator`` is one."""

    def run(self, points: Iterable[Point], numbers: Sequence[int]) -> list[Status]:
        """Have replications of points simulated as far as they are missing."""

    def values(self, point: Point, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        """KPI values of a point, shape (numbers, KPIs)."""


@dataclass(frozen=True, eq=False)
class Responses:
    """What a list of points gave.

    Attributes:
        values: (points, replications, KPIs); NaN where a point has none.
        state: ``ok``, ``refused``, or what the engine says; ``message`` why.
        overloads: what each plan is asked for beyond what it can do, Chinese and English.
    """

    values: NDArray[np.float64]
    state: tuple[str, ...]
    message: tuple[str, ...]
    overloads: tuple[tuple[tuple[str, str], ...], ...]

    def laid_over(self, rows: Sequence[int], others: Responses) -> Responses:
        """These with those of the rows replaced."""
        values, at = self.values.copy(), {row: i for i, row in enumerate(rows)}
        values[list(rows)] = others.values
        every = range(len(self.state))
        return Responses(
            values,
            tuple(others.state[at[i]] if i in at else self.state[i] for i in every),
            tuple(others.message[at[i]] if i in at else self.message[i] for i in every),
            tuple(others.overloads[at[i]] if i in at else self.overloads[i] for i in every),
        )


def respond(runs: Runs, config: Config, settings: Sequence[Mapping[str, Any]], numbers: Sequence[int], kpis: Sequence[str]) -> Responses:
    """Have every setting of keys run; one that is at fault, or fails, has no values and keeps no other from running.

    Args:
        settings: values by key, a point each; the same one twice is run once.

    Raises:
        EngineError: one failed, and ``fail_fast`` asks to stop then.
    """
    points: list[Point | None] = []
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
