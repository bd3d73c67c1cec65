"""Run replications on all processors. A finished replication is a file, so that nothing finished is ever lost."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

import pandas as pd

from experiments import records
from experiments.engine import Task, processors
from experiments.engines.local import LocalEngine
from experiments.prepare import Prepared
from sim.demand.source import parcels_of
from sim.flow.digest import digest
from sim.flow.draws import draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.measure.measure import Measures, measure
from sim.measure.trace import trace_tables

TRACES = ("parcels", "runs", "stops", "stages")
"""Tables of a trace."""


class ReplicationError(RuntimeError):
    """A replication did not come to its end; says which, why, and where in the code."""


@dataclass(frozen=True, eq=False)
class Replication:
    """What is kept of one replication: the measures and the digest of the outcome by scenario."""

    number: int
    measures: dict[str, Measures]
    digests: dict[str, str]


def replicate(prepared: Prepared, number: int, trace_folder: Path | None = None) -> Replication:
    """Draw the parcels once and simulate every scenario on them; every run's laws are checked.

    Args:
        number: of the replication.
        trace_folder: where to write the trace, None: no trace.
    """
    p, county = prepared.parameters, prepared.county
    parcels, market = parcels_of(county, p, prepared.seed, number)
    measures: dict[str, Measures] = {}
    digests: dict[str, str] = {}
    for scenario in prepared.scenarios:
        drawn = draw(scenario.plan, parcels, market, p, prepared.seed, number)
        outcome = simulate(scenario.plan, drawn)
        check_laws(scenario.plan, drawn, outcome)
        measures[scenario.name] = measure(scenario.plan, drawn, outcome, county, p, number)
        digests[scenario.name] = digest(outcome)
        if trace_folder is not None:
            _write_trace(trace_folder, scenario.name, trace_tables(scenario.plan, drawn, outcome, number))
    return Replication(number, measures, digests)


def _write_trace(folder: Path, mode: str, tables: dict[str, pd.DataFrame]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}-{mode}.parquet", index=False, compression="zstd")


@dataclass(frozen=True)
class Parts:
    """The finished replications of one run, a file each; ``key`` names everything their numbers depend on."""

    folder: Path
    key: str

    def path(self, number: int) -> Path:
        """The file of one replication."""
        return self.folder / f"{self.key[:16]}-{number:05d}.npz"

    def trace(self, number: int) -> Path:
        """The folder of one replication's trace."""
        return self.folder / f"{self.key[:16]}-{number:05d}-trace"

    def read(self, number: int) -> Replication | None:
        """A finished replication, or None where there is none or its file is damaged."""
        path = self.path(number)
        if not path.exists():
            return None
        try:
            found = records.read(path)
        except ValueError:
            path.unlink()
            return None
        return found if isinstance(found, Replication) else None


@lru_cache(maxsize=1)
def _read_prepared(file: Path) -> Prepared:
    """What to replicate, read once by a worker process."""
    with file.open("rb") as source:
        return cast(Prepared, pickle.load(source))


def _work(source: Prepared | Path, number: int, parts: Parts, traced: bool) -> None:
    _finish(_read_prepared(source) if isinstance(source, Path) else source, number, parts, traced)


def _finish(prepared: Prepared, number: int, parts: Parts, traced: bool) -> None:
    """Make the files of one replication; each appears under its name when it is whole."""
    aside = parts.trace(number).with_suffix(f".{os.getpid()}")
    done = replicate(prepared, number, aside if traced else None)
    if traced:
        shutil.rmtree(parts.trace(number), ignore_errors=True)
        aside.rename(parts.trace(number))
    records.write(parts.path(number), done)


def run_all(prepared: Prepared, numbers: Iterable[int], parts: Parts, workers: int | None, traced: Callable[[int], bool]) -> Iterator[Replication]:
    """Run the replications that have no file yet, then yield all of them in order.

    Serial, parallel and resumed runs give identical bits: a replication is a function of ``prepared`` and its number, and every
    result comes back through its file.

    Args:
        workers: processes; None: one a processor; 1: none, all in this process.
        traced: which replications write a trace.

    Raises:
        ReplicationError: a replication failed, or its worker process was killed again and again.
    """
    parts.folder.mkdir(parents=True, exist_ok=True)
    numbers = list(numbers)
    missing = [n for n in numbers if not parts.path(n).exists() or (traced(n) and not parts.trace(n).exists())]
    count = min(workers or processors(), max(1, len(missing)))
    with _progress(len(numbers), len(numbers) - len(missing)) as tick, _for_workers(prepared, count) as source, closing(LocalEngine(count)) as engine:
        for done in engine.run(Task(str(n), _work, (source, n, parts, traced(n))) for n in missing):
            if done.error is not None:
                raise ReplicationError(f"replication {done.name}: {done.error}\n{done.trace}")
            tick()
    for n in numbers:
        found = parts.read(n)
        if found is None:  # damaged on disk since; do it again
            _finish(prepared, n, parts, traced(n))
            found = parts.read(n)
        assert found is not None
        yield found


@contextmanager
def _for_workers(prepared: Prepared, count: int) -> Iterator[Prepared | Path]:
    """What tasks are given to work on: itself where they run in this process, else a file, so that it is not sent with each."""
    if count == 1:
        yield prepared
        return
    with tempfile.TemporaryDirectory(prefix="parcelflow-") as folder:
        file = Path(folder) / "prepared"
        file.write_bytes(pickle.dumps(prepared, protocol=pickle.HIGHEST_PROTOCOL))
        yield file


@contextmanager
def _progress(total: int, done: int) -> Iterator[Callable[[], None]]:
    """A progress line with rate and time left on stderr."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    with tqdm(total=total, initial=done, unit="rep", desc="replications", file=sys.stderr, mininterval=0.5) as bar:
        yield lambda: bar.update(1) and None
