"""A comparison's replications, run or found, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from experiments.engines.engine import Task
from experiments.engines.team import Team
from experiments.engines.written import written
from experiments.scenarios.auto import run_together
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.provenance import run_key
from experiments.settings.config import Config
from sim.chart.render import make_font
from sim.plain.process import processors
from sim.proposal.comparison.combined import Ran, combined
from sim.proposal.comparison.compared import Compared
from sim.proposal.frames import save_frames
from sim.service.prepared import Prepared
from sim.store.kept import Want
from sim.store.precise import narrowing

NOTHING: Mapping[str, Mapping[str, float]] = MappingProxyType({})


def replications(
    config: Config, prepared: Prepared, folder: Path, tried: Mapping[str, Mapping[str, float]] = NOTHING,
    team: Team | None = None,
) -> Compared:
    """Run (or take up again) the replications of a study and combine them; ``tried``: see ``combined``.

    Raises:
        ReplicationError: a replication did not come to its end.
        EngineError: there is nowhere left to run.
    """
    points = [DesignPoint((), config, s.name) for s in prepared.scenarios]
    keys = {p.scenario: p.key for p in points}
    traced = frozenset({0} if config.run.trace is True else set(config.run.trace or ()))
    decision, history = None, None
    with evaluator(config, team) as runs:
        if config.run.replications == "auto":
            decision = run_together(runs, config.precision, points, Want(traced=traced))
            history = narrowing(config.precision, runs.archive, keys, decision.n)
            numbers = range(decision.n)
        else:
            numbers = range(config.run.replications)
            runs.must_run(points, numbers, Want(traced=traced))
        done = runs.together(points, numbers, Want(traced=traced))
        where = [(p.scenario, p.key, n) for p in points for n in sorted(traced.intersection(numbers))]
        save_frames(folder / "trace", runs.store.parts.traces(where))
        counts = runs.counts()
    ran = Ran(key=run_key(config, keys), counts=counts, decision=decision, history=history)
    result = cache(lambda: combined(prepared, done, tried, ran, config.plan))

    def meanwhile() -> Iterator[Task]:
        """What charts are drawn with is loaded by those who will draw, each of them, while this process combines."""
        for number in range(processors() if config.run.charts else 0):
            yield Task(str(number), import_module, ("sim.chart.render",))
        if config.run.charts:
            yield Task("font", make_font, (prepared.county,))
        result()

    written(meanwhile(), team.helpers if team else None)
    return result()
