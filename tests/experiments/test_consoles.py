"""What a command prints never stops it, and what ends it from outside leaves what is finished and nothing else."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.app import run
from sim.plain.console import HANDLER, prepare
from sim.plain.patient import Patient
from sim.plain.plainly import PLAIN
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=5", "robustness.points=0", "charts=false", "replications=2"]
TWO = "modes=[courier_courier,township_pickup]"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_county(tmp_path_factory.mktemp("streams") / "small")


def command(county: Path, folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "experiments", words[0], f"county={county}", *SHORT, f"hydra.run.dir={folder / 'out'}", f"store={folder / 'store'}", *words[1:]]


def environment(**more: str) -> Mapping[str, str]:
    return {**{k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **more}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where replications are kept, so that only the first of several runs simulates."""
    return tmp_path_factory.mktemp("kept")


@pytest.mark.slow
def test_a_console_of_another_encoding_gets_what_it_can_show(county: Path, kept: Path, tmp_path: Path) -> None:
    """Case 35: the process's own output, in the encoding that its console has."""
    done = subprocess.run([*command(county, tmp_path, "compare", TWO, "lang=zh", "workers=2"), f"store={kept}"], capture_output=True, env=environment(PYTHONIOENCODING="gbk"))
    assert done.returncode == 0, done.stderr
    assert b"Error" not in done.stderr
    assert "结果：" in done.stdout.decode("gbk")
    assert (tmp_path / "out" / "index.html").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("encoding", "lang"), [("gbk", "en"), ("latin-1", "zh"), ("ascii", "en"), ("cp437", "en")])
def test_signs_that_a_console_lacks_are_written_plainly(encoding: str, lang: str, county: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The siblings of case 35."""
    prepare()
    shown = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=HANDLER)
    monkeypatch.setattr(sys, "stdout", shown)
    words = [f"county={county}", *SHORT, f"hydra.run.dir={tmp_path / 'out'}", f"store={kept}", TWO, f"lang={lang}", "workers=1"]
    assert run("compare", words) == 0
    shown.flush()
    said = shown.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    if encoding == "gbk":
        assert "Results:" in said
    elif lang == "en":
        assert "\n* " in said  # for a bullet


def test_every_plain_sign_is_plain() -> None:
    assert all(v.isascii() for v in PLAIN.values())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="pipes of another kind")
def test_a_reader_who_leaves_loses_only_what_was_printed(county: Path, kept: Path, tmp_path: Path) -> None:
    process = subprocess.Popen([*command(county, tmp_path, "compare", TWO, "workers=1"), f"store={kept}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    assert process.wait(60) == 0, said
    assert b"Traceback" not in said
    assert {"summary.csv", "tables.xlsx", "index.html", "provenance.json"} <= {p.name for p in (tmp_path / "out").iterdir()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_output_that_could_not_be_written_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "experiments", "--version"], stdout=full, stderr=subprocess.PIPE, text=True, env=environment())
    assert done.returncode == 1
    assert "No space left" in done.stderr


def test_a_stream_that_fails_is_dropped_once() -> None:
    class Gone:
        def __init__(self) -> None:
            self.read, self.end = os.pipe()

        def write(self, text: str) -> int:
            raise BrokenPipeError(32, "Broken pipe")

        def flush(self) -> None:
            raise OSError(28, "No space left on device")

        def fileno(self) -> int:
            return self.end

    gone = Gone()
    stream = Patient(gone)  # type: ignore[arg-type]
    assert stream.write("abc") == 3
    assert stream.failed is None
    stream.flush()
    assert stream.failed is not None
    os.close(gone.end)
    os.close(gone.read)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of another kind")
@pytest.mark.parametrize(("verb", "more", "how"), [("compare", (TWO,), signal.SIGTERM), ("sweep", ("mode=courier_courier,postal_courier", "schedule.village.days_per_week=3,5,7"), signal.SIGINT), ("sweep", ("seed=range(1,6)",), signal.SIGTERM)])  # fmt: skip
def test_what_ends_a_command_leaves_what_is_finished(verb: str, more: tuple[str, ...], how: signal.Signals, county: Path, tmp_path: Path) -> None:
    words = [*command(county, tmp_path, verb, *more), "workers=2", "replications=400", "lang=en"]
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    heard: dict[str, Any] = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}  # a shell's background jobs do not hear it
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(TMPDIR=str(scratch)), text=True, **heard)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None and not _finished(tmp_path / "store"):
        time.sleep(0.1)
    process.send_signal(how)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert not list(scratch.iterdir())
    assert not [p for p in (tmp_path / "store").rglob("*") if p.name.startswith(".") or ".trace" in p.name]
    if verb == "sweep":
        table = pd.read_parquet(tmp_path / "out" / "sweep.parquet")
        assert len(table) == (6 if len(more) == 2 else 5)
        assert set(table["status"]) <= {"ok", "missing"}
        assert table["n"].sum() > 0


def _finished(store: Path) -> bool:
    """Whether something is kept already."""
    return any(store.glob("parts/*/*.part")) or ((store / "archive.sqlite-wal").exists() and (store / "archive.sqlite-wal").stat().st_size > 120_000)


