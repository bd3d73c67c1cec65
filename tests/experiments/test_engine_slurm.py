"""Tasks in jobs: here as processes, on a real Slurm where there is one; jobs are cancelled, nothing is lost or doubled."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from experiments.engines.engine import Done, EngineError, Task
from experiments.settings.cluster import Cluster
from sim.problems import InputError
from tests.experiments import engine_tasks as work

pytest.importorskip("submitit")

import submitit

from experiments.engines import bundle, slurm
from experiments.engines import submitit as engines
from experiments.engines.bundle import Answers, Bundle
from experiments.engines.submitit import Jobs, SubmititEngine, slurm_jobs
from sim.source import code_version

SLURM = shutil.which("sbatch") is not None and " UP" in subprocess.run(["scontrol", "ping"], capture_output=True, text=True, check=False).stdout
on_slurm = pytest.mark.skipif(not SLURM, reason="no Slurm here")


def processes() -> Jobs:
    """Jobs that are processes of this machine."""
    return Jobs(submitit.LocalExecutor, lambda jobs: {j.job_id for j in jobs if not j.done()})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "POLL_S", 0.05)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]))


def some(folder: Path, n: int) -> list[Task]:
    return [Task(str(i), work.note, (folder, i)) for i in range(n)]


def collect(done: Iterator[Done], at: int, act: Callable[[], object]) -> dict[str, Done]:
    """All that is done, by name; after so many something happens."""
    found: dict[str, Done] = {}
    for d in done:
        assert d.name not in found, "a task came back twice"
        found[d.name] = d
        if len(found) == at:
            act()
    return found


def kill(pids: Iterator[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are listed otherwise")
def test_jobs_that_are_killed_lose_and_double_nothing(quick: None, tmp_path: Path) -> None:
    started: list[Any] = []

    class Executor(submitit.LocalExecutor):  # type: ignore[misc]
        def submit_array(self, fns: Any) -> Any:
            jobs = super().submit_array(fns)
            started.extend(jobs)
            return jobs

    def strike() -> None:
        job = next(j for j in started if not j.done())
        pid = job._process.pid  # of what stands for Slurm; the job is its child
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        kill(iter([pid, *map(int, children)]))

    jobs = Jobs(Executor, processes().there)
    engine = SubmititEngine(jobs, Cluster(jobs=2, tasks_per_job=10, folder=str(tmp_path / "jobs")))
    tasks = [*some(tmp_path, 6), Task("fails", work.fail, (7,)), Task("poison", work.die), *(Task(f"n{i}", work.nap, (i, 0.1)) for i in range(20))]
    found = collect(engine.run(tasks), 5, strike)
    assert set(found) == {t.name for t in tasks}
    assert {n: d.kind for n, d in found.items() if d.kind != "ok"} == {"poison": "killed", "fails": "failed"}
    assert found["n19"].value == 19
    assert len(started) >= 3


def test_jobs_that_never_begin_are_an_error(quick: None, tmp_path: Path) -> None:
    class Broken:
        def __init__(self, folder: Path) -> None:
            self.log = folder / "log"

        def submit_array(self, work: Any) -> Any:
            self.log.write_text("no such python", encoding="utf-8")
            paths = type("Paths", (), {"stdout": self.log})
            return [type("Job", (), {"job_id": "1", "paths": paths, "cancel": lambda self, check: None})() for _ in work]

    engine = SubmititEngine(Jobs(Broken, lambda jobs: set()), Cluster(jobs=1, folder=str(tmp_path / "jobs")))
    with pytest.raises(EngineError, match=r"(?s)before they begin.*no such python"):
        list(engine.run(some(tmp_path, 3)))


def test_a_job_queued_again_goes_on_after_its_last_answer(tmp_path: Path) -> None:
    file = tmp_path / "a.answers"
    Bundle(tuple(some(tmp_path, 3)), file, 1, code_version())()
    with file.open("ab") as torn:  # it was killed while it wrote
        torn.write((100).to_bytes(bundle.HEAD, "big") + b"half")
    Bundle(tuple(some(tmp_path, 5)), file, 1, code_version()).checkpoint().function()
    assert sorted(d.name for d in Answers(file).read()) == ["0", "1", "2", "3", "4"]
    assert all(len((tmp_path / f"{i}.txt").read_text().splitlines()) == 1 for i in range(5))


def test_a_node_with_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.answers"
    Bundle(tuple(some(tmp_path, 1)), file, 1, "another")()
    with pytest.raises(EngineError, match="another version"):
        list(Answers(file).read())


def test_no_slurm_is_a_fault_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slurm.shutil, "which", lambda name: None)
    for make in (slurm_jobs, slurm.dask_workers):
        with pytest.raises(InputError, match=r"engine\.slurm"):
            make(Cluster())


def cancel_one() -> None:
    """Cancel a job of ours that is running."""
    said = subprocess.run(["squeue", "--me", "--array", "--noheader", "--name=parcelflow", "--states=running", "--format=%i"], capture_output=True, text=True, check=True)
    subprocess.run(["scancel", said.stdout.split()[0]], check=True)


@on_slurm
@pytest.mark.slow
@pytest.mark.parametrize("way", ["array", "dask"])
def test_a_cancelled_slurm_job_loses_and_doubles_nothing(way: str, quick: None, tmp_path: Path) -> None:
    keys = Cluster(jobs=2, tasks_per_job=20, memory_gb=1.0, walltime_min=10, folder=str(tmp_path / "jobs"))
    engine: Any
    if way == "array":
        engine = SubmititEngine(slurm_jobs(keys), keys)
    else:
        from experiments.engines.dask import DaskEngine

        engine = DaskEngine(slurm.dask_workers(keys), wait_min=2.0)
    tasks = [*(Task(f"n{i}", work.nap, (i, 0.5)) for i in range(30)), Task("poison", work.die), *some(tmp_path, 10)]
    begin = time.monotonic()
    found = collect(engine.run(tasks), 4, cancel_one)
    engine.close()
    assert set(found) == {t.name for t in tasks}
    assert {n: d.kind for n, d in found.items() if d.kind != "ok"} == {"poison": "killed"}
    print(f"{way}: {time.monotonic() - begin:.1f} s")
