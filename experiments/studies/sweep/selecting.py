"""Selection of the best scenario of a sweep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator
from sim.arrays import Floats
from sim.inference.selection.contest import Chosen, Contest
from sim.inference.selection.selection import Zone
from sim.store.status import Status


def choose(
    evaluator: Evaluator, points: Iterable[DesignPoint], kpi: str, zone: Zone, batch: int,
    bad: Mapping[str, str] | None = None,
) -> Chosen:  # fmt: skip
    """Let scenarios contend by a KPI; see ``Contest.chosen``.

    Args:
        points: gone through once a round (a design, or a list).
        bad: states of scenarios that are known to fail, by key.
    """

    def run(wanted: Callable[[str], bool], n: int) -> list[Status]:
        return evaluator.run((p for p in points if wanted(p.key)), range(n))

    def values(key: str, n: int) -> Floats:
        return evaluator.archive.values(key, range(n), [kpi])[:, 0]

    return Contest(run=run, values=values, fail_fast=evaluator.fail_fast, out=dict(bad or {})).chosen(zone, batch)
