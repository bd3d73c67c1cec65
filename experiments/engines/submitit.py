"""Tasks in the jobs of a Slurm array, by submitit."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import submitit

from experiments.engines.bundle import Answers, Bundle
from experiments.engines.engine import ATTEMPTS, Done, EngineError, Task, killed
from experiments.engines.slurm import slurm_here
from experiments.settings.cluster import Cluster
from sim.plain.process import ENVIRONMENT
from sim.problems import phrase
from sim.source import code_version

POLL_S = 1.0
"""So often jobs are looked after."""

ABSENT = 3
"""A job that Slurm does not know for so many looks has ended: its last answers may take a while to get here through a shared disk."""

LOG_LINES = 15
"""Lines of a job's log that are shown when jobs do not come to work."""


@dataclass(frozen=True)
class Jobs:
    """Where bundles are submitted.

    Attributes:
        executor: of submitit, made for a folder.
        there: of the jobs given, the ids of those that wait or run; None if that is not known just now.
    """

    executor: Callable[[Path], Any]
    there: Callable[[Sequence[Any]], set[str] | None]


@dataclass(eq=False)
class _OpenBundle:
    """A bundle under way: its tasks by name, its job, its answers, and for how many looks the job has not been there."""

    tasks: dict[str, Task]
    job: Any
    answers: Answers
    absent: int = 0


@dataclass(eq=False)
class _Left:
    """Tasks yet to be submitted: new ones, those of jobs that ended too early, and by name how many jobs ended under a task."""

    source: Iterator[Task]
    again: deque[Task] = field(default_factory=deque)
    suspects: deque[Task] = field(default_factory=deque)
    attempts: dict[str, int] = field(default_factory=dict)

    def take(self, jobs: int, each: int) -> list[list[Task]]:
        """Tasks for so many jobs at most, evenly; a suspect has a job of its own."""
        bundles = [[self.suspects.popleft()] for _ in range(min(jobs, len(self.suspects)))]
        free, tasks = jobs - len(bundles), list[Task]()
        while len(tasks) < free * each and (task := self._next()) is not None:
            tasks.append(task)
        return bundles + [tasks[i::free] for i in range(min(free, len(tasks)))]

    def _next(self) -> Task | None:
        return self.again.popleft() if self.again else next(self.source, None)


class SubmititEngine:
    """Tasks in bundles, each an array job that writes down every answer as it is found.

    A job runs its tasks in worker processes of its own (``LocalEngine``), which finds out the task that kills its worker. A job that
    is preempted or runs out of time is queued again by submitit and goes on after its last answer; a job that ends otherwise
    (cancelled, its node lost, out of memory) leaves its unanswered tasks to new jobs, those it may have been at to a job each.
    """

    def __init__(self, jobs: Jobs, cluster: Cluster) -> None:
        self._jobs = jobs
        self._cluster = cluster

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See ``Engine``."""
        run = _Jobs(self._jobs, self._cluster, tasks)
        try:
            yield from run.answers()
        finally:
            run.end()

    def close(self) -> None:
        """See ``Engine``; between two runs there are no jobs."""


class _Jobs:
    """The jobs of one run."""

    def __init__(self, jobs: Jobs, cluster: Cluster, tasks: Iterable[Task]) -> None:
        self._folder = Path(cluster.folder).resolve() / uuid.uuid4().hex[:12]
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder.mkdir(mode=0o700)  # tasks and answers are pickled: who writes here, runs code as this user
        self._executor, self._there, self._cluster = jobs.executor(self._folder), jobs.there, cluster
        self._left = _Left(iter(tasks))
        self._open: list[_OpenBundle] = []
        self._stillborn = 0
        self._lively = time.monotonic()

    def answers(self) -> Iterator[Done]:
        """Every task as it is done."""
        while True:
            self._submit()
            if not self._open:
                return
            time.sleep(POLL_S)
            there = self._there([x.job for x in self._open])
            for bundle in list(self._open):
                for done in bundle.answers.read():
                    bundle.tasks.pop(done.name, None)
                    yield done
                yield from self._look_after(bundle, there)
            if any(x.answers.begun() for x in self._open):
                self._lively = time.monotonic()
            elif time.monotonic() - self._lively > 60 * self._cluster.wait_min:
                raise EngineError(phrase("engine.no_job", minutes=self._cluster.wait_min))

    def end(self) -> None:
        """Cancel what is under way and clear up; logs of jobs stay where something went wrong."""
        for bundle in self._open:
            bundle.job.cancel(check=False)
        if not self._open and not self._left.attempts and not self._stillborn:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _submit(self) -> None:
        bundles = self._left.take(self._cluster.jobs - len(self._open), self._cluster.tasks_per_job)
        if not bundles:
            return
        files = [self._folder / f"{uuid.uuid4().hex}.answers" for _ in bundles]
        work = [Bundle(tuple(tasks), file, self._cluster.cores, code_version()) for tasks, file in zip(bundles, files, strict=True)]
        for tasks, file, job in zip(bundles, files, self._executor.submit_array(work), strict=True):
            self._open.append(_OpenBundle({t.name: t for t in tasks}, job, Answers(file)))

    def _look_after(self, bundle: _OpenBundle, there: set[str] | None) -> Iterator[Done]:
        """Let go of a job that is done or gone; yields the tasks that are given up with it."""
        if bundle.answers.begun():
            self._stillborn = 0
        bundle.absent = bundle.absent + 1 if there is not None and bundle.job.job_id not in there else 0
        if not bundle.tasks:
            self._open.remove(bundle)
        elif bundle.absent >= ABSENT:
            self._open.remove(bundle)
            yield from self._lost(bundle)

    def _lost(self, bundle: _OpenBundle) -> Iterator[Done]:
        tasks = list(bundle.tasks.values())
        if not bundle.answers.begun():
            self._stillborn += 1
            if self._stillborn >= ATTEMPTS:
                raise EngineError(phrase("engine.stillborn_jobs", job=str(bundle.job.job_id), log=_log(bundle.job)))
            self._left.again.extend(tasks)
            return
        for task in tasks[: self._cluster.cores]:
            tried = self._left.attempts[task.name] = self._left.attempts.get(task.name, 0) + 1
            if tried >= ATTEMPTS:
                yield killed(task.name, f"job {bundle.job.job_id} ended under it")
            else:
                self._left.suspects.append(task)
        self._left.again.extend(tasks[self._cluster.cores :])


def _log(job: Any) -> str:
    path = Path(job.paths.stdout)
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]) if path.exists() else f"none at {path}"


def slurm_jobs(cluster: Cluster) -> Jobs:
    """Jobs of the Slurm cluster to which this machine belongs.

    Raises:
        InputError: no Slurm here.
    """
    slurm_here()

    def executor(folder: Path) -> Any:
        made = submitit.SlurmExecutor(folder)
        made.update_parameters(
            job_name="parcelflow",
            time=cluster.walltime_min,
            cpus_per_task=cluster.cores,
            mem=f"{1024 * cluster.memory_gb:.0f}M",
            array_parallelism=cluster.jobs,
            setup=[*(f"export {name}={value}" for name, value in ENVIRONMENT.items()), *cluster.setup],
            stderr_to_stdout=True,
            additional_parameters=_options(cluster),
        )
        return made

    return Jobs(executor, _in_queue)


def _options(cluster: Cluster) -> dict[str, Any]:
    """Options of sbatch by name; True for one without a value."""
    options: dict[str, Any] = {k: v for k, v in (("partition", cluster.partition), ("account", cluster.account)) if v}
    for text in cluster.directives:
        name, _, value = text.lstrip("-").partition("=")
        options[name] = value or True
    return options


def _in_queue(jobs: Sequence[Any]) -> set[str] | None:
    """Ids of this user's jobs that wait or run; an element of an array is ``array_index``."""
    words = ["squeue", "--noheader", "--array", "--format=%i", f"--user={os.getuid()}"]
    said = subprocess.run(words, capture_output=True, text=True, check=False)
    return set(said.stdout.split()) if said.returncode == 0 else None
