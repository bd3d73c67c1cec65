"""A comparison's replications, run or found, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from experiments.engines.team import Team
from experiments.scenarios.auto import run_together
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.provenance import run_key
from experiments.settings.config import Config
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
    return combined(prepared, done, tried, ran, config.plan)
