"""Scenarios in, their numbers out: what the archive lacks is simulated by the engine, the rest is found.

Every study stands on this: it says which points and how many replications it wants, whatever was run before and wherever it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from operator import length_hint
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from experiments.engines.engine import Done, Engine, EngineError, Task
from experiments.engines.interrupts import kept_whole
from experiments.engines.progress import Progress, progress
from experiments.engines.team import Team
from experiments.scenarios.design import DesignPoint
from experiments.scenarios.work import Worked, run_point
from experiments.settings.config import Config
from sim.measure.part import Part, Replication
from sim.measure.pipeline import STEPS
from sim.problems import phrase
from sim.store.archive import Archive
from sim.store.archive_file import Tell
from sim.store.kept import KPIS, WHOLE, ReplicationError, Want
from sim.store.parts import Parts
from sim.store.replications import Store
from sim.store.status import Labels, Status

TASK_S = 2.0
"""Tasks are cut to about so much work: long against what it costs to send one, short against a study."""

FIRST = 5
"""Replications of a task as long as nobody knows how long one takes."""

@dataclass(eq=False)
class Evaluator:
    """Runs what is missing; see ``evaluator``.

    Attributes:
        store: where the numbers and whole replications are.
        fail_fast: stop at the first scenario that fails.
        want: what is kept of what is simulated, where a call does not say otherwise.
        simulated: replications that this evaluator had simulated so far. ``found``: those it was asked for and did not need to.
        seconds: processor time of what it had simulated, by part of the work (``pipeline.STEPS``).
    """

    store: Store
    engine: Engine
    progress: Progress
    fail_fast: bool = False
    want: Want = KPIS
    simulated: int = 0
    found: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STEPS, 0.0))

    @property
    def archive(self) -> Archive:
        """Where the numbers are."""
        return self.store.archive

    def run(self, points: Iterable[DesignPoint], numbers: Sequence[int], want: Want | None = None, *, fail_fast: bool = False) -> list[Status]:
        """Have replications of points simulated as far as the archive lacks them; a status a point, in their order.

        A scenario that fails keeps no other from running, and the next call tries it again. Points are drawn on as workers get
        free, and not kept. With ``fail_fast`` the first failure ends the call: what was not reached has no status, or is missing.

        Args:
            points: each the scenario that it says; one that comes twice is simulated once.
            numbers: of the replications.
            want: what must be there of each, and is kept; None: the county's KPIs must, and as much is kept as the evaluator was made for.
            fail_fast: as the evaluator's, of this call.

        Raises:
            EngineError: there is nowhere left to run.
        """
        run = _Run(self, tuple(numbers), want or KPIS, want or self.want)
        with closing(_closable(self.engine.run(run.tasks(points)))) as finished:
            for done in finished:
                run.note(done)
                if (self.fail_fast or fail_fast) and run.failed:
                    break
        return run.statuses()

    def values(self, point: DesignPoint, numbers: Sequence[int], kpis: Sequence[str]) -> NDArray[np.float64]:
        """KPI values of a point, shape (numbers, KPIs), from the archive.

        Args:
            kpis: keys of ``sim.measure.registry``, with the suffix of a scope.

        Raises:
            KeyError: a replication or a KPI is not there.
        """
        return self.archive.values(point.key, numbers, kpis)

    def must_run(self, points: Iterable[DesignPoint], numbers: Sequence[int], want: Want) -> None:
        """``run``, which the first that fails ends.

        Raises:
            ReplicationError: a replication did not come to its end.
        """
        for status in self.run(points, numbers, want, fail_fast=True):
            if status.error is not None:
                raise status.error

    def together(self, points: Sequence[DesignPoint], numbers: Sequence[int], want: Want = WHOLE) -> list[Replication]:
        """Whole replications, which were run as such, of several scenarios on the same parcels, by number.

        Raises:
            ReplicationError: one whose file is damaged did not come to its end again.
        """
        parts = {point.scenario: self.measured(point, numbers, want) for point in points}
        return [Replication.of({name: found[i] for name, found in parts.items()}) for i in range(len(numbers))]

    def measured(self, point: DesignPoint, numbers: Sequence[int], want: Want = WHOLE) -> list[Part]:
        """Whole replications of a point, which were run as such; one whose file is damaged, or goes by the name of an equal scenario, is run again.

        Raises:
            ReplicationError: it cannot be.
        """
        found = {n: self.store.parts.read(point.scenario, point.key, n) for n in numbers}
        if missing := sorted(set(numbers) - self.store.there(point.scenario, point.key, want)):
            self.found -= len(missing)  # they were counted as found
            self.must_run([point], missing, want)
            found |= {n: self.store.parts.read(point.scenario, point.key, n) for n in missing}
        return [part for n in numbers if (part := found[n]) is not None]

    def keep(self, key: str, scenario: str, worked: Worked) -> None:
        """Keep what a task gave: its files and its rows of the archive, or neither."""
        with kept_whole():
            self.store.keep(key, scenario, worked.kept, worked.overloads)
        self.simulated += len(worked.kept)
        for kept in worked.kept:
            for step, spent in zip(STEPS, kept.row.seconds or (), strict=False):
                self.seconds[step] += spent

    def counts(self) -> dict[str, Any]:
        """What was run and what was found, and the work's processor time by part: for the provenance of a study."""
        return {"simulated": self.simulated, "found": self.found, "processor_seconds": {k: round(v, 2) for k, v in self.seconds.items()}}

    def size(self, replications: int) -> int:
        """How many of so many replications go into a task: even shares of about ``TASK_S``."""
        spent = sum(self.seconds.values())
        most = FIRST if not self.simulated or not spent else max(1, round(TASK_S * self.simulated / spent))
        return -(-replications // -(-replications // most))


@dataclass(eq=False)
class _UnderWay:
    """A point whose tasks are not all finished; ``all_out`` when no more of them will be handed out."""

    scenario: str
    tasks: int = 0
    all_out: bool = False
    kind: Literal["ok", "failed", "killed"] = "ok"
    message: str = ""
    error: ReplicationError | None = None


class _Run:
    """One call of ``Evaluator.run``."""

    def __init__(self, evaluator: Evaluator, numbers: tuple[int, ...], need: Want, keep: Want) -> None:
        self._of, self._numbers, self._need, self._keep = evaluator, numbers, need, keep
        self._errors: dict[str, ReplicationError] = {}
        self._order: list[tuple[str, Labels]] = []
        self._under_way: dict[str, _UnderWay] = {}
        self._seen: set[str] = set()
        self.failed = False

    def tasks(self, points: Iterable[DesignPoint]) -> Iterator[Task]:
        """The tasks of what is missing, made as they are asked for."""
        hint = length_hint(points)
        self._of.progress.expect(hint * len(self._numbers))
        for point in points:
            if len(self._order) >= hint:
                self._of.progress.expect(len(self._numbers))
            self._order.append((point.key, point.labels))
            there = set(self._numbers) if point.key in self._seen else self._of.store.there(point.scenario, point.key, self._need)
            self._seen.add(point.key)
            missing = [n for n in self._numbers if n not in there]
            self._of.found += len(self._numbers) - len(missing)
            self._of.progress.found(len(self._numbers) - len(missing))
            if missing:
                self._of.archive.must_be_writable()
                yield from self._of_point(point, missing)

    def _of_point(self, point: DesignPoint, missing: list[int]) -> Iterator[Task]:
        way = self._under_way[point.key] = _UnderWay(point.scenario)
        while missing and way.kind == "ok":
            size = self._of.size(len(missing))
            part, missing = missing[:size], missing[size:]
            way.tasks, way.all_out = way.tasks + 1, not missing
            yield Task(f"{point.key} {part[0]}", run_point, (point.config, point.scenario, tuple(part), self._keep))
        way.all_out = True
        self._end(point.key)

    def note(self, done: Done) -> None:
        """Keep what a finished task gave, or why it gave nothing."""
        key = done.name.partition(" ")[0]
        way = self._under_way[key]
        way.tasks -= 1
        error = ReplicationError(phrase("replication.failed", number=done.name.partition(" ")[2], reason=done.error), done.trace) if done.kind != "ok" else None
        if done.kind == "ok":
            self._of.keep(key, way.scenario, done.value)
            self._of.progress.done(len(done.value.kept))
            error = done.value.error
        if error is not None:
            self.failed, way.kind, way.message = True, "killed" if done.kind == "killed" else "failed", done.error or str(error)
            self._errors.setdefault(key, error)
        self._end(key)

    def _end(self, key: str) -> None:
        """Note a failure when the last of a point's tasks has ended, as those that went well say that all is well."""
        way = self._under_way.get(key)
        if way is not None and way.all_out and not way.tasks:
            self._fail(key)

    def _fail(self, key: str) -> None:
        way = self._under_way.pop(key)
        if way.kind != "ok":
            self._of.archive.fail(key, way.scenario, way.kind, way.message)

    def statuses(self) -> list[Status]:
        """What became of every point drawn on."""
        for key in list(self._under_way):  # stopped in the middle
            self._fail(key)
        return [replace(self._of.store.status(key, labels, self._numbers), error=self._errors.get(key)) for key, labels in self._order]


def _closable(finished: Iterator[Done]) -> Any:
    """An engine's iterator as one that can be closed, which stops what is under way."""
    yield from finished


@contextmanager
def evaluator(config: Config, team: Team | None = None) -> Iterator[Evaluator]:
    """An evaluator with the archive and the engine that a config names (``store``, ``engine``, ``address``, ``workers``, ``fail_fast``).

    Shows one progress line on stderr, with rate and time left.

    Args:
        team: who simulates; None: workers of its own, who end with it, however it ends.

    Raises:
        InputError: the store cannot be written, or the engine's library is not installed.
    """
    run, keep = config.run, Want() if config.run.keep == "all" else KPIS
    with nullcontext(team) if team else closing(Team(config)) as workers:
        engine, parts = workers.engine, Parts(Path(run.store), teller(run.lang))
        with archive_of(config) as archive, progress(run.lang) as line:
            yield Evaluator(Store(archive, parts), engine, line, run.fail_fast, keep)


def archive_of(config: Config) -> Archive:
    """The archive of a config's store.

    Raises:
        InputError: the store cannot be written.
    """
    return Archive(Path(config.run.store), teller(config.run.lang))


def teller(lang: str) -> Tell:
    """Who says on stderr, in ``lang``, what was found damaged."""
    return lambda told: print(told.text(lang), file=sys.stderr)


def heed_fail_fast(statuses: Iterable[Status], fail_fast: bool) -> None:
    """End a study that can do nothing with a part of its points.

    Raises:
        EngineError: a scenario failed, and ``fail_fast`` asks to stop then.
    """
    bad = next((s for s in statuses if s.state in ("failed", "killed")), None)
    if bad is not None and fail_fast:
        raise EngineError(phrase("engine.fail_fast", reason=bad.message))
