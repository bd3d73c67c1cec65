"""Tasks on a Dask cluster of worker processes: workers are killed, nothing is lost or doubled, nothing hangs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from experiments.engines.engine import Done, EngineError, Task
from tests.experiments import engine_tasks as work

pytest.importorskip("distributed")

from experiments.engines import dask
from experiments.engines.dask import DaskEngine, here, security_of
from experiments.settings.cluster import Cluster
from sim.problems import InputError

HOME = Path(__file__).resolve().parents[2]

CLUSTER = """
from distributed import LocalCluster
if __name__ == "__main__":
    cluster = LocalCluster(n_workers=1, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=None)
    print(cluster.scheduler_address, flush=True)
    input()
"""


def of_workers(workers: int) -> Iterator[DaskEngine]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dask, "CONNECT_S", 2.0)  # what a dead worker held is looked for as long as that
        engine = DaskEngine(here(workers), wait_min=1.0)
        yield engine
        engine.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[DaskEngine]:
    """One worker, as each takes seconds of a processor to start."""
    yield from of_workers(1)


@pytest.fixture
def two() -> Iterator[DaskEngine]:
    yield from of_workers(2)


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler with a worker in a process of its own: its address, and the process."""
    words = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-c", CLUSTER], text=True, env={**os.environ, "PYTHONPATH": str(HOME)}, **words)  # type: ignore[call-overload]
    assert process.stdout is not None
    yield process.stdout.readline().strip(), process
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_killed_workers_lose_and_double_nothing(two: DaskEngine, tmp_path: Path) -> None:
    tasks = [Task(str(i), work.note, (tmp_path, i)) for i in range(30)]
    tasks += [Task("fails", work.fail, (7,)), Task("poison", work.die), Task("unlucky", work.die_first, (tmp_path / "mark", 5))]
    found: dict[str, Done] = {}
    struck = False
    for done in two.run(tasks):
        assert done.name not in found
        found[done.name] = done
        if done.kind == "ok" and not struck:  # and one from outside, in the middle
            os.kill(int((tmp_path / f"{done.name}.txt").read_text().split()[0]), signal.SIGKILL)
            struck = True
    assert set(found) == {t.name for t in tasks}
    assert {n: d.kind for n, d in found.items() if d.kind != "ok"} == {"poison": "killed", "fails": "failed"}
    assert found["unlucky"].value == 5
    assert found["29"].value == 29


def test_tasks_are_taken_as_they_are_needed(engine: DaskEngine) -> None:
    taken = 0

    def tasks() -> Iterator[Task]:
        nonlocal taken
        for i in range(40):
            taken += 1
            yield Task(str(i), work.square, (i,))

    for n, _ in enumerate(engine.run(tasks()), start=1):
        assert taken <= n + dask.DEPTH
    assert n == 40


def test_a_cluster_at_an_address_takes_our_version_alone_and_its_end_is_said(elsewhere: tuple[str, subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    address, process = elsewhere
    with monkeypatch.context() as patch:
        patch.setattr(dask, "code_version", lambda: "another")
        other = DaskEngine(address, wait_min=1.0)
        with pytest.raises(EngineError, match="another version"):
            list(other.run([Task("a", work.square, (3,))]))
        other.close()
    monkeypatch.setattr(dask, "CONNECT_S", 2.0)
    engine = DaskEngine(address, wait_min=1.0)
    tasks = [Task("first", work.square, (3,)), *(Task(str(i), work.nap, (i, 30.0)) for i in range(5))]
    done = engine.run(tasks)
    assert next(done).value == 9
    process.kill()
    with pytest.raises(EngineError, match="scheduler"):
        next(done)
    engine.close()


def test_no_scheduler_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask, "CONNECT_S", 1.0)
    with pytest.raises(EngineError, match=r"no Dask cluster at tcp://127\.0\.0\.1:9"):
        list(DaskEngine("tcp://127.0.0.1:9", wait_min=1.0).run([Task("a", work.square, (3,))]))


def test_no_worker_is_said(engine: DaskEngine) -> None:
    none = DaskEngine(here(0), wait_min=1 / 60)
    with pytest.raises(EngineError, match="no Dask worker"):
        list(none.run([Task("a", work.square, (3,))]))
    none.close()


def test_nothing_listens_to_other_machines(engine: DaskEngine) -> None:
    assert [d.value for d in engine.run([Task("a", work.square, (3,))])] == [9]
    me = psutil.Process()
    open_to = {c.laddr.ip for p in (me, *me.children(recursive=True)) for c in p.net_connections(kind="tcp") if c.status == psutil.CONN_LISTEN}
    assert open_to == {"127.0.0.1"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")
def test_a_cluster_talks_by_tls_where_certificates_are_named(tmp_path: Path) -> None:
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=parcelflow", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(words, check=True, capture_output=True)
    security = security_of(Cluster(tls_ca=str(cert), tls_cert=str(cert), tls_key=str(key)))
    safe = DaskEngine(here(1, security=security), 1.0, security)
    assert [d.value for d in safe.run([Task("a", work.square, (3,))])] == [9]
    assert safe._own.scheduler_address.startswith("tls://127.0.0.1:")
    safe.close()


@pytest.mark.parametrize("named", [("tls_ca",), ("tls_cert", "tls_key"), ("tls_ca", "tls_cert", "tls_key")])
def test_certificates_that_are_not_there_are_refused(named: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        security_of(Cluster(**{name: str(tmp_path / "none.pem") for name in named}))  # type: ignore[arg-type]
    assert len(refused.value.problems) == 3
