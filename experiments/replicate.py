"""Run replications on all processors. A finished replication is a file, so that nothing finished is ever lost."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from experiments import records
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

RESTARTS = 3
"""So often in a row a pool may break without finishing anything before the run is given up."""


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


_shared: dict[str, Prepared] = {}
"""What a worker process was started with; empty in the process that a person started."""


def _start(file: str) -> None:
    with open(file, "rb") as source:
        _shared["prepared"] = pickle.load(source)


def _work(number: int, parts: Parts, traced: bool) -> int:
    return _finish(_shared["prepared"], number, parts, traced)


def _finish(prepared: Prepared, number: int, parts: Parts, traced: bool) -> int:
    """Make the files of one replication; each appears under its name when it is whole."""
    aside = parts.trace(number).with_suffix(f".{os.getpid()}")
    done = replicate(prepared, number, aside if traced else None)
    if traced:
        shutil.rmtree(parts.trace(number), ignore_errors=True)
        aside.rename(parts.trace(number))
    records.write(parts.path(number), done)
    return number


def run_all(prepared: Prepared, numbers: Iterable[int], parts: Parts, workers: int | None, traced: Callable[[int], bool]) -> Iterator[Replication]:
    """Run the replications that have no file yet, then yield all of them in order.

    Serial, parallel and resumed runs give identical bits: a replication is a function of ``prepared`` and its number, and every
    result comes back through its file.

    Args:
        workers: processes; None: one a processor; 1: none, all in this process.
        traced: which replications write a trace.

    Raises:
        BrokenProcessPool: worker processes were killed again and again.
    """
    parts.folder.mkdir(parents=True, exist_ok=True)
    numbers = list(numbers)
    missing = [n for n in numbers if not parts.path(n).exists() or (traced(n) and not parts.trace(n).exists())]
    count = min(workers or os.cpu_count() or 1, max(1, len(missing)))
    with _progress(len(numbers), len(numbers) - len(missing)) as tick:
        if count == 1:
            for n in missing:
                _finish(prepared, n, parts, traced(n))
                tick()
        else:
            _pooled(prepared, missing, parts, count, traced, tick)
    for n in numbers:
        done = parts.read(n)
        if done is None:  # damaged on disk since; do it again
            _finish(prepared, n, parts, traced(n))
            done = parts.read(n)
        assert done is not None
        yield done


def _pooled(prepared: Prepared, missing: list[int], parts: Parts, count: int, traced: Callable[[int], bool], tick: Callable[[], None]) -> None:
    """Work through the missing replications with a pool; a pool that breaks is started anew for what is left."""
    with tempfile.TemporaryDirectory(prefix="parcelflow-") as shared:
        file = Path(shared) / "prepared"
        file.write_bytes(pickle.dumps(prepared, protocol=pickle.HIGHEST_PROTOCOL))
        _pools(str(file), missing, parts, count, traced, tick)


def _pools(file: str, missing: list[int], parts: Parts, count: int, traced: Callable[[int], bool], tick: Callable[[], None]) -> None:
    broken = 0
    while missing:
        before = len(missing)
        pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _start, (file,))
        try:
            with _interrupts_wait():
                futures: list[Future[int]] = [pool.submit(_work, n, parts, traced(n)) for n in missing]
            for future in as_completed(futures):
                missing.remove(future.result())
                tick()
        except BrokenProcessPool:
            missing[:] = [n for n in missing if not parts.path(n).exists()]
            broken = broken + 1 if len(missing) == before else 0
            if broken >= RESTARTS:
                raise
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            _end(pool)
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl-C waits for the moment in which workers are started, and for ever in the workers, who inherit that: the process that a
    person started ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(pool: ProcessPoolExecutor) -> None:
    """Stop the pool's own processes at once; their finished files stay, half a file is never seen."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


@contextmanager
def _progress(total: int, done: int) -> Iterator[Callable[[], None]]:
    """A progress line with rate and time left on stderr."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0
    with tqdm(total=total, initial=done, unit="rep", desc="replications", file=sys.stderr, mininterval=0.5) as bar:
        yield lambda: bar.update(1) and None
