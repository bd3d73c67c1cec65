"""Tasks on processes of this machine: each done once, whatever happens to the processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.engines import local
from experiments.engines.engine import Done, EngineError, Task
from experiments.engines.local import LocalEngine
from tests.experiments import engine_tasks as work

HOME = Path(__file__).resolve().parents[2]

BEATS = """
import sys, pathlib, signal, time
sys.path.insert(0, sys.argv[1])
from tests.experiments import engine_tasks as work
from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine

def late(*_):
    # busy with something else for the moment
    time.sleep(0.5)
    raise KeyboardInterrupt

if __name__ == "__main__":
    signal.signal(signal.SIGINT, late)
    folder = pathlib.Path(sys.argv[2])
    try:
        print("begins", flush=True)
        list(LocalEngine(2).run([Task(str(i), work.beat, (folder, 120.0)) for i in range(4)]))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    two = LocalEngine(2)
    yield two
    two.close()


def by_name(done: Iterator[Done]) -> dict[str, Done]:
    found = list(done)
    names = [d.name for d in found]
    assert len(set(names)) == len(names), "a task came back twice"
    return {d.name: d for d in found}


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_comes_back_with_its_own_end(workers: int) -> None:
    engine = LocalEngine(workers)
    tasks = [Task(str(i), work.square, (i,)) for i in range(20)]
    tasks += [Task("fails", work.fail, (7,)), Task("refuses", work.refuse), Task("leaves", work.leave)]
    found = by_name(engine.run(tasks))
    engine.close()
    assert {n: d.value for n, d in found.items() if d.kind == "ok"} == {str(i): i * i for i in range(20)}
    assert {n: d.error for n, d in found.items() if d.kind == "failed"} == {
        "fails": "ValueError: no 7",
        "refuses": "[some.code] there: found this; allowed: that.",
        "leaves": "SystemExit: 3",
    }
    assert "engine_tasks.py" in found["fails"].trace


def test_a_value_that_cannot_be_sent_is_a_failure(engine: LocalEngine) -> None:
    found = by_name(engine.run([Task("a", work.unsendable), Task("b", work.square, (2,))]))
    assert found["a"].kind == "failed"
    assert found["b"].value == 4


def test_no_more_tasks_are_taken_than_workers_need(engine: LocalEngine) -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for i in range(50):
            taken += 1
            yield Task(str(i), work.square, (i,))

    for n, _ in enumerate(engine.run(tasks()), start=1):
        assert taken <= n + 2 * local.DEPTH
    assert n == 50


def test_one_thread_a_worker_and_workers_that_stay(engine: LocalEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert by_name(engine.run([Task("a", work.threads), Task("b", work.threads)]))["a"].value == "1"
    for i in range(4):
        list(engine.run([Task(str(i), work.note, (tmp_path, i))]))
    assert len({(tmp_path / f"{i}.txt").read_text() for i in range(4)}) <= 2


def test_workers_that_start_ahead_have_loaded_what_they_will_need(engine: LocalEngine) -> None:
    engine.start("tests.experiments.engine_tasks")
    assert engine.started
    assert {d.value for d in engine.run([Task(str(i), work.loaded, ("colorsys",)) for i in range(4)])} == {False}
    engine.close()
    engine.start("colorsys")
    assert {d.value for d in engine.run([Task(str(i), work.loaded, ("colorsys",)) for i in range(4)])} == {True}


def test_only_the_task_that_kills_is_given_up(engine: LocalEngine, tmp_path: Path) -> None:
    tasks = [Task(str(i), work.note, (tmp_path, i)) for i in range(12)]
    tasks.insert(3, Task("poison", work.die))
    tasks.insert(6, Task("unlucky", work.die_first, (tmp_path / "mark", 5)))
    found = by_name(engine.run(tasks))
    assert len(found) == 14
    assert {n for n, d in found.items() if d.kind != "ok"} == {"poison"}
    assert found["poison"].kind == "killed"
    assert "-9" in str(found["poison"].error)
    assert found["unlucky"].value == 5
    assert all(len((tmp_path / f"{i}.txt").read_text().splitlines()) == 1 for i in range(12)), "an innocent task ran twice"


def test_workers_that_never_begin_are_an_error(engine: LocalEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "_work", os._exit)
    with pytest.raises(EngineError, match="before they begin"):
        list(engine.run([Task("a", work.square, (1,))]))


def test_leaving_early_stops_what_is_under_way(engine: LocalEngine, tmp_path: Path) -> None:
    tasks = [Task("quick", work.square, (1,))] + [Task(str(i), work.beat, (tmp_path, 120.0)) for i in range(2)]
    for done in engine.run(tasks):
        assert done.name == "quick"
        break
    assert_still(tmp_path)
    assert by_name(engine.run([Task("b", work.square, (3,))]))["b"].value == 9


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
def test_what_a_worker_had_half_written_goes_with_it(engine: LocalEngine, tmp_path: Path) -> None:
    for _ in engine.run([Task("quick", work.nap, (1, 0.3)), *(Task(str(i), work.half_written, (tmp_path, 120.0)) for i in range(3))]):
        break
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_the_process_that_started_them(how: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "beats.py"
    script.write_text(BEATS, encoding="utf-8")
    folder = tmp_path / "beats"
    folder.mkdir()
    process = subprocess.Popen([sys.executable, str(script), str(HOME), str(folder)])
    deadline = time.monotonic() + 60
    while len(list(folder.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(list(folder.iterdir())) == 2
    process.send_signal(how)
    process.wait(timeout=20)
    assert process.returncode == (130 if how == signal.SIGINT else -9)
    assert_still(folder)


@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
@pytest.mark.parametrize("at_work", [False, True])
def test_ctrl_c_is_heard_by_the_process_that_a_person_started_alone(at_work: bool, tmp_path: Path) -> None:
    """A terminal sends it to the workers too, which say nothing, whether they are at work or still starting."""
    script = tmp_path / "beats.py"
    script.write_text(BEATS, encoding="utf-8")
    folder = tmp_path / "beats"
    folder.mkdir()
    command = [sys.executable, str(script), str(HOME), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begins\n"
        deadline = time.monotonic() + (60 if at_work else 0.15)
        while len(list(folder.iterdir())) < 2 and time.monotonic() < deadline:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said == b""
    assert_still(folder)


def assert_still(folder: Path) -> None:
    """No process beats any more, after a second at most."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        before = {p: p.read_text() for p in folder.iterdir()}
        time.sleep(0.3)
        if {p: p.read_text() for p in folder.iterdir()} == before:
            return
    pytest.fail("workers go on")
