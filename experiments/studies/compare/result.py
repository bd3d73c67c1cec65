"""A comparison's replications, run or found, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

import pandas as pd

from experiments.engines.engine import Task
from experiments.engines.team import Team
from experiments.engines.written import written
from experiments.scenarios.auto import run_together
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import Evaluator, evaluator
from experiments.scenarios.provenance import run_key
from experiments.settings.config import Config
from sim.chart.render import make_font
from sim.inference.precision import Decision
from sim.plain.process import processors
from sim.proposal.comparison.combined import Ran, combined
from sim.proposal.comparison.compared import Compared
from sim.proposal.frames import save_frames
from sim.service.prepared import Prepared
from sim.store.kept import Want
from sim.store.precise import narrowing


def replications(config: Config, prepared: Prepared, folder: Path, tried: Mapping[str, Mapping[str, float]], team: Team | None) -> Compared:
    """Run (or take up again) the replications of a study and combine them; ``tried``: see ``combined``.

    Raises:
        ReplicationError: a replication did not come to its end.
        EngineError: there is nowhere left to run.
    """
    points = [DesignPoint((), config, s.name) for s in prepared.scenarios]
    traced = frozenset({0} if config.run.trace is True else set(config.run.trace or ()))
    with evaluator(config, team) as runs:
        numbers, decision, history = _run(config, runs, points, Want(traced=traced))
        done = runs.together(points, numbers, Want(traced=traced))
        where = [(p.scenario, p.key, n) for p in points for n in sorted(traced.intersection(numbers))]
        save_frames(folder / "trace", runs.store.parts.traces(where))
        counts = runs.counts()
    ran = Ran(key=run_key(config, {p.scenario: p.key for p in points}), counts=counts, decision=decision, history=history)
    result = cache(lambda: combined(prepared, done, tried, ran, config.plan))
    written(_meanwhile(config, prepared, result), team.helpers if team else None)
    return result()


def _run(config: Config, runs: Evaluator, points: Sequence[DesignPoint], want: Want) -> tuple[range, Decision | None, pd.DataFrame | None]:
    """Run what is asked for: the numbers of the replications; and, where a rule decides on them, what it said, and how intervals narrowed."""
    if config.run.replications != "auto":
        runs.must_run(points, range(config.run.replications), want)
        return range(config.run.replications), None, None
    decision = run_together(runs, config.precision, points, want)
    history = narrowing(config.precision, runs.archive, {p.scenario: p.key for p in points}, decision.n)
    return range(decision.n), decision, history


def _meanwhile(config: Config, prepared: Prepared, combine: Callable[[], object]) -> Iterator[Task]:
    """What charts are drawn with is loaded by those who will draw, each of them, while this process combines."""
    for number in range(processors() if config.run.charts else 0):
        yield Task(str(number), import_module, ("sim.chart.render",))
    if config.run.charts:
        yield Task("font", make_font, (prepared.county,))
    combine()
