"""A comparison's replications, run or found, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from experiments.output.store import save_frame
from experiments.scenarios.auto import narrowing, until_enough
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.evaluate import evaluator
from experiments.scenarios.parts import TRACES, Parts
from experiments.scenarios.provenance import run_key
from experiments.settings.config import Config
from sim.inference.gaps import Carriage, gaps
from sim.inference.grew import with_growth
from sim.inference.precision import Decision
from sim.inference.recipes import recipes
from sim.inference.results import combine
from sim.measure.part import Replication
from sim.measure.registry import ALL, POOL
from sim.proposal import tables
from sim.proposal.compared import Compared
from sim.proposal.names import overload_texts
from sim.proposal.trust import trust_card
from sim.service.prepared import Prepared, pooled


@dataclass(frozen=True, eq=False)
class Ran:
    """How replications came about; see ``Compared``."""

    key: str
    counts: dict[str, Any]
    decision: Decision | None
    history: pd.DataFrame | None


def replications(config: Config, prepared: Prepared, folder: Path, tried: Mapping[str, Mapping[str, float]] = MappingProxyType({})) -> Compared:
    """Run (or take up again) the replications of a study and combine them; ``tried``: costs of modes that are no column, see ``gaps``.

    Raises:
        ReplicationError: a replication did not come to its end.
        EngineError: there is nowhere left to run.
    """
    names = [s.name for s in prepared.scenarios]
    points = [DesignPoint((), config, name) for name in names]
    traced = frozenset({0} if config.run.trace is True else set(config.run.trace or ()))
    decision, history = None, None
    with evaluator(config) as runs:

        def asked_for(numbers: range) -> list[Replication]:
            return runs.together(points, numbers, traced)

        if config.run.replications == "auto":
            done, decision = until_enough(asked_for, config, names)
            history = narrowing(config.precision, done, names)
        else:
            done = asked_for(range(config.run.replications))
        _gather_traces(folder, runs.parts, points, sorted(traced.intersection(r.number for r in done)))
        counts = runs.counts()
    return _result(config, prepared, done, tried, Ran(run_key(config, names), counts, decision, history))


def _result(config: Config, prepared: Prepared, done: list[Replication], tried: Mapping[str, Mapping[str, float]], run: Ran) -> Compared:
    """What replications come to."""
    names = [s.name for s in prepared.scenarios]
    prepared = with_growth(prepared, {name: [r.measures[name] for r in done] for name in names})
    over = {s.name: overload_texts(prepared, s, [r.measures[s.name].growth for r in done]) for s in prepared.scenarios if s.overloads}
    measures = [m for r in done for m in r.measures.values()]
    frames = combine(measures, prepared.county, list(over))
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    called, today = {n: (zh[n], en[n]) for n in names}, tables.status_quo(prepared)
    scope = POOL if len({pooled(s.plan) for s in prepared.scenarios}) == 1 else ALL
    card = trust_card(measures, prepared.county, prepared.parameters, overloaded=over, names=called, status_quo=today, precision=run.decision, scope=scope)
    sound = {n: [r.measures[n] for r in done] for n in names if n not in over}
    costs = {"recipe": recipes(sound, scope), "gaps": gaps(sound, kinds(prepared), tried, scope)}
    return Compared(prepared, frames, card, {n: [r.digests[n] for r in done] for n in names}, run.key, run.counts, run.decision, run.history, costs=costs)


def kinds(prepared: Prepared) -> dict[str, Carriage]:
    """Who carries in each mode, and its shape of network."""
    return {key: Carriage(m.partner or key, m.shape if m.handover == "village" else "") for key, m in prepared.modes.items()}


def _gather_traces(folder: Path, parts: Parts, points: Sequence[DesignPoint], numbers: Sequence[int]) -> None:
    """Join the traces of replications into a table each, in the order of scenario and replication."""
    for name in TRACES if numbers else ():
        pieces = [pd.read_parquet(parts.trace(p.scenario, p.key, n) / f"{name}.parquet") for p in points for n in numbers]
        words = {c for c in pieces[0].columns if isinstance(pieces[0][c].dtype, pd.CategoricalDtype)}
        joined = pd.concat([p.astype(dict.fromkeys(words, "str")) for p in pieces], ignore_index=True)
        save_frame(folder / "trace", name, joined)
