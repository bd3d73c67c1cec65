"""Run replications on all processors. A finished replication is a file, so that nothing finished is ever lost."""

from __future__ import annotations

import os
import pickle
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import cast

import pandas as pd

from experiments.engines.engine import Task, processors
from experiments.engines.local import LocalEngine
from experiments.engines.progress import bar
from experiments.scenarios import records
from experiments.scenarios.part import Part, check_part
from experiments.scenarios.prepare import Prepared
from sim.demand.source import parcels_of
from sim.flow.digest import digest
from sim.flow.draws import draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.measure.measure import Measures, measure
from sim.measure.trace import trace_tables
from sim.problems import InputError, Said, SaidError, phrase

TRACES = ("parcels", "runs", "stops", "stages")
"""Tables of a trace."""


class ReplicationError(SaidError):
    """A replication did not come to its end.

    The message says which replication, of which mode, and why; ``trace`` is the traceback, empty where there is none (a killed worker).
    """

    def __init__(self, message: Said, trace: str = "") -> None:
        super().__init__(message)
        self.trace = trace

    def __reduce__(self) -> tuple[type[ReplicationError], tuple[Said, str]]:
        return ReplicationError, (self.said, self.trace)


@dataclass(frozen=True, eq=False)
class Replication:
    """What is kept of one replication: the measures and the digest of the outcome by scenario."""

    number: int
    measures: dict[str, Measures]
    digests: dict[str, str]


def replicate(prepared: Prepared, number: int) -> Replication:
    """Draw the parcels once and simulate every scenario on them; every run's laws are checked."""
    return _joined(number, {name: part for name, part, _ in _simulated(prepared, number, [s.name for s in prepared.scenarios], traced=False)})


def _joined(number: int, parts: Mapping[str, Part]) -> Replication:
    return Replication(number, {name: p.measures for name, p in parts.items()}, {name: p.digest for name, p in parts.items()})


def _simulated(prepared: Prepared, number: int, names: Collection[str], traced: bool) -> Iterator[tuple[str, Part, dict[str, pd.DataFrame]]]:
    """The named scenarios one after the other on the same parcels: name, what is kept, and the tables of the trace if one is wanted."""
    p, county = prepared.parameters, prepared.county
    with _blaming(phrase("replication.parcels", number=number)):
        parcels, market = parcels_of(county, p, prepared.seed, number)
    for scenario in prepared.scenarios:
        if scenario.name not in names:
            continue
        with _blaming(phrase("replication.of", number=number, scenario=scenario.name)):
            drawn = draw(scenario.plan, parcels, market, p, prepared.seed, number)
            outcome = simulate(scenario.plan, drawn)
            check_laws(scenario.plan, drawn, outcome)
            part = Part(number, measure(scenario.plan, drawn, outcome, county, p, number), digest(outcome))
            tables = trace_tables(scenario.plan, drawn, outcome, number) if traced else {}
        yield scenario.name, part, tables


@contextmanager
def _blaming(what: Said) -> Iterator[None]:
    """Say of an error in what it happened; a fault of the input stays one."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:
        raise ReplicationError(phrase("replication.failed_in", what=what, reason=f"{type(error).__name__}: {error}"), traceback.format_exc()) from error


@dataclass(frozen=True)
class Parts:
    """Finished replications, a file each; ``keys`` names by scenario everything that its numbers depend on.

    ``lang`` is of what is said. ``aside`` is where files are written before they are moved to their place: a folder that the command takes
    away when it ends.
    """

    folder: Path
    keys: dict[str, str]
    lang: str = "zh"
    aside: Path | None = None

    def path(self, scenario: str, number: int) -> Path:
        """The file of one replication of a scenario."""
        return self.folder / f"{scenario}-{self.keys[scenario][:16]}" / f"{number:05d}.npz"

    def trace(self, scenario: str, number: int) -> Path:
        """The folder of its trace."""
        return self.path(scenario, number).with_suffix(".trace")

    def missing(self, number: int, traced: bool) -> tuple[str, ...]:
        """The scenarios that lack a replication, or its trace where one is wanted."""
        return tuple(s for s in self.keys if not self.path(s, number).exists() or (traced and not self.trace(s, number).exists()))

    def read(self, number: int) -> Replication | None:
        """A replication that every scenario has; None where one has none, or its file is damaged (and then set aside with a word)."""
        found: dict[str, Part] = {}
        for scenario in self.keys:
            path = self.path(scenario, number)
            try:
                found[scenario] = records.read(path, Part)
                check_part(found[scenario], scenario, number)
            except ValueError:
                set_aside(path, self.lang)
                return None
        return _joined(number, found)


def set_aside(path: Path, lang: str) -> None:
    """Give a damaged file another name beside it and say so in ``lang``, so that it is made again."""
    aside = path.with_name(path.name + ".damaged")
    if path.exists():
        os.replace(path, aside)
        print(phrase("store.part_damaged", file=str(path), aside=aside.name).text(lang), file=sys.stderr)


@lru_cache(maxsize=1)
def _read_prepared(file: Path) -> Prepared:
    """What to replicate, read once by a worker process."""
    with file.open("rb") as source:
        return cast(Prepared, pickle.load(source))


def _work(source: Prepared | Path, number: int, scenarios: tuple[str, ...], parts: Parts, traced: bool) -> tuple[Said, str] | None:
    """Make the files of one replication; where it fails, the message and traceback of the error."""
    try:
        _finish(_read_prepared(source) if isinstance(source, Path) else source, number, scenarios, parts, traced)
    except ReplicationError as error:
        return error.said, error.trace
    return None


def _finish(prepared: Prepared, number: int, scenarios: tuple[str, ...], parts: Parts, traced: bool) -> None:
    """Make the files of one replication; each appears under its name when it is whole."""
    for name, part, tables in _simulated(prepared, number, scenarios, traced):
        path = parts.path(name, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        if traced:
            _write_trace(parts.trace(name, number), tables, parts.aside or path.parent)
        records.write(path, part, parts.aside)


def _write_trace(folder: Path, tables: dict[str, pd.DataFrame], beside: Path) -> None:
    aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=beside))
    for name, table in tables.items():
        table.to_parquet(aside / f"{name}.parquet", index=False, compression="zstd")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)


def run_all(prepared: Prepared, numbers: Iterable[int], parts: Parts, workers: int | None, traced: Callable[[int], bool]) -> Iterator[Replication]:
    """Run what has no file yet, then yield all replications in order.

    Serial, parallel and resumed runs give identical bits: a replication is a function of ``prepared`` and its number, and every
    result comes back through its file.

    Args:
        workers: processes; None: one a processor; 1: none, all in this process.
        traced: which replications write a trace.

    Raises:
        ReplicationError: a replication failed, or its worker process was killed again and again.
    """
    numbers = list(numbers)
    missing = {n: names for n in numbers if (names := parts.missing(n, traced(n)))}
    count = min(workers or processors(), max(1, len(missing)))
    with _aside(parts) as inside, bar(parts.lang, len(numbers), len(numbers) - len(missing)) as line, _for_workers(prepared, count) as source, closing(LocalEngine(count)) as engine:
        for done in engine.run(Task(str(n), _work, (source, n, names, inside, traced(n))) for n, names in missing.items()):
            if done.error is not None:
                raise ReplicationError(phrase("replication.failed", number=done.name, reason=done.error), done.trace)
            if done.value is not None:
                raise ReplicationError(*done.value)
            line.update(1)
    for n in numbers:
        found = parts.read(n)
        if found is None:  # damaged on disk since; do it again
            _finish(prepared, n, parts.missing(n, traced(n)), parts, traced(n))
            found = parts.read(n)
        assert found is not None
        yield found


@contextmanager
def _aside(parts: Parts) -> Iterator[Parts]:
    """Parts with a folder for files that are not whole yet, which goes at the end with what killed workers have left in it."""
    parts.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=parts.folder) as folder:
        yield replace(parts, aside=Path(folder))


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
