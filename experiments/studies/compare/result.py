"""A comparison's replications, run or found, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd

from experiments.output import tables
from experiments.output.store import save_frame
from experiments.scenarios.archive import Archive, Row
from experiments.scenarios.auto import narrowing, until_enough
from experiments.scenarios.columns import pooled
from experiments.scenarios.growth import with_growth
from experiments.scenarios.names import overload_texts
from experiments.scenarios.prepare import Prepared
from experiments.scenarios.provenance import run_key, scenario_key
from experiments.scenarios.replicate import Parts, Replication, run_all
from experiments.settings.config import Config
from sim.inference.gaps import Kind, gaps
from sim.inference.precision import Decision
from sim.inference.recipes import recipes
from sim.inference.results import Frames, combine
from sim.inference.robust import Robustness
from sim.measure.registry import ALL, POOL
from sim.measure.registry import keys as kpis
from sim.proposal.robust_words import robust_table
from sim.proposal.trust import TrustCard, trust_card


@dataclass(frozen=True, eq=False)
class Result:
    """What a study found: the frames, the trust card, and the digests of every outcome by scenario.

    ``key`` names what it is the result of, ``counts`` says how many replications of a scenario were simulated and how many found.
    With ``replications=auto``, ``decision`` is what the rule said and ``history`` how the intervals narrowed (``sim.inference.precision``).
    ``robust``: how often the order of the columns holds, where that was tested. ``costs``: tables ``recipe`` and ``gaps``, of the plans that are not overloaded.
    """

    prepared: Prepared
    frames: Frames
    card: TrustCard
    digests: dict[str, list[str]]
    key: str
    counts: dict[str, int]
    decision: Decision | None
    history: pd.DataFrame | None
    robust: Robustness | None = None
    costs: dict[str, pd.DataFrame] = field(default_factory=dict)

    @property
    def replications(self) -> int:
        """How many replications it rests on."""
        return len(next(iter(self.digests.values())))

    @property
    def pools(self) -> dict[str, tuple[str, ...]]:
        """Keys of the brands in the pool of each column."""
        return {s.name: pooled(s.plan) for s in self.prepared.scenarios}

    def tables(self) -> dict[str, pd.DataFrame]:
        """The result tables by name."""
        more = {} if self.history is None else {"precision": self.history}
        return self.frames.tables() | self.costs | more | ({} if self.robust is None else {"robustness": robust_table(self.robust)})


def replications(config: Config, prepared: Prepared, folder: Path, tried: Mapping[str, Mapping[str, float]] = MappingProxyType({})) -> Result:
    """Run (or take up again) the replications of a study and combine them; ``tried``: costs of modes that are no column, see ``gaps``."""
    names = [s.name for s in prepared.scenarios]
    keys = {name: scenario_key(config, name) for name in names}
    Archive(Path(config.run.store), config.run.lang).close()  # a store that cannot be written is said before anything runs
    parts = Parts(Path(config.run.store) / "parts", keys, config.run.lang)
    traced = config.run.trace
    asked = {0} if traced is True else set(traced or ())

    def wanted(number: int) -> bool:
        return number in asked

    def asked_for(numbers: range) -> Iterator[Replication]:
        counts["simulated"] += (missing := sum(len(parts.missing(n, wanted(n))) for n in numbers))
        counts["found"] += len(numbers) * len(names) - missing
        yield from run_all(prepared, numbers, parts, config.run.workers, wanted)

    counts, decision, history = {"simulated": 0, "found": 0}, None, None
    if config.run.replications == "auto":
        done, decision = until_enough(asked_for, config, names)
        history = narrowing(config.precision, done, names)
    else:
        done = list(asked_for(range(config.run.replications)))
    prepared = with_growth(prepared, {name: [r.measures[name] for r in done] for name in names})
    over = {s.name: overload_texts(prepared, s, [r.measures[s.name].growth for r in done]) for s in prepared.scenarios if s.overloads}
    measures = [m for r in done for m in r.measures.values()]
    frames = combine(measures, prepared.county, list(over))
    zh, en = tables.mode_names(prepared, "zh"), tables.mode_names(prepared, "en")
    called, today = {n: (zh[n], en[n]) for n in names}, tables.status_quo(prepared)
    scope = POOL if len({pooled(s.plan) for s in prepared.scenarios}) == 1 else ALL
    card = trust_card(measures, prepared.county, prepared.parameters, overloaded=over, names=called, status_quo=today, precision=decision, scope=scope)
    _gather_traces(folder, parts, done, asked)
    with Archive(Path(config.run.store), config.run.lang) as archive:
        _keep(archive, keys, done, over)
    sound = {n: [r.measures[n] for r in done] for n in names if n not in over}
    costs = {"recipe": recipes(sound, scope), "gaps": gaps(sound, kinds(prepared), tried, scope)}
    return Result(prepared, frames, card, {n: [r.digests[n] for r in done] for n in names}, run_key(config, names), counts, decision, history, costs=costs)


def kinds(prepared: Prepared) -> dict[str, Kind]:
    """Who carries in each mode, and its shape of network."""
    return {key: Kind(m.partner or key, m.shape if m.handover == "village" else "") for key, m in prepared.modes.items()}


def _keep(archive: Archive, keys: dict[str, str], done: list[Replication], over: dict[str, list[tuple[str, str]]]) -> None:
    """Put the county's KPIs where other studies find them."""
    for name, key in keys.items():
        there = archive.numbers(key)
        rows = [Row(r.number, r.digests[name], np.array([r.measures[name].county[k] for k in kpis()])) for r in done if r.number not in there]
        if rows:
            archive.add(key, name, rows, over.get(name, []))


def _gather_traces(folder: Path, parts: Parts, done: list[Replication], asked: set[int]) -> None:
    """Join the traces of the asked replications into a table each, in the order of mode and replication."""
    from experiments.scenarios.replicate import TRACES

    chosen = [r for r in done if r.number in asked]
    for name in TRACES if chosen else ():
        pieces = [pd.read_parquet(parts.trace(mode, r.number) / f"{name}.parquet") for mode in chosen[0].measures for r in chosen]
        words = {c for c in pieces[0].columns if isinstance(pieces[0][c].dtype, pd.CategoricalDtype)}
        joined = pd.concat([p.astype(dict.fromkeys(words, "str")) for p in pieces], ignore_index=True)
        save_frame(folder / "trace", name, joined)
