"""What all tests share: the files of conf/ are composed once a process, as they never change under a test; what is there
before the first test stays, so that nothing looks through it again for what may go."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis.internal.conjecture import providers

from experiments.settings import compose
from tests.unwritten import unwritten

Composed = tuple[dict[str, Any], dict[str, str]]


gc.disable()  # while tests are collected, nothing of which goes


def _of_the_model(file: str) -> bool:
    """Whether Hypothesis takes constants to try from a file: what it is to break is the model, so not from the tests themselves."""
    return "/sim/" in file and file.startswith(str(Path(__file__).parents[1]))


providers.is_local_module_file = _of_the_model  # no setting of Hypothesis does it; it reads every file that was loaded, in every process


def pytest_collection(session: pytest.Session) -> None:
    """In a fresh clone the second worker loads the tests from behind until it comes to those that the first has compiled, so that each is
    compiled once."""
    if os.environ.get("PYTEST_XDIST_WORKER") != "gw1" or session.config.args != session.config.getini("testpaths") or sys.dont_write_bytecode:
        return
    home = Path(__file__).parent
    for file in sorted(home.rglob("test_*.py"), reverse=True):
        if any(file.parent.glob(f"__pycache__/{file.stem}.*-pytest-*.pyc")):
            return
        with suppress(Exception, pytest.skip.Exception):  # told where it is collected
            import_module(".".join(file.relative_to(home.parent).with_suffix("").parts))


def pytest_collection_finish() -> None:
    """Leave alone what was collected, and collect garbage from here on, not as often as usual."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _composed_once() -> Iterator[None]:
    """Hydra composes each choice of files once, and modes and assignments are read once: both take longer than most of what tests ask of a
    command.

    A user's own folder may change between commands, so that it is composed anew, and so is what is refused.
    """
    known: dict[tuple[str, ...], Composed] = {}
    anew, reading = compose.compose_tree, compose.read_yaml
    read = cache(lambda file, name: pickle.dumps(reading(file, name)))

    def compose_tree(overrides: Sequence[str], config_dir: str | None) -> Composed:
        key = tuple(overrides)
        if config_dir is not None:
            return anew(overrides, config_dir)
        if key not in known:
            known[key] = anew(overrides, None)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compose, "compose_tree", compose_tree)
        patch.setattr(compose, "read_yaml", lambda file, name: pickle.loads(read(file, name)))
        yield


# What a test of a whole command may leave out with ``usefixtures`` where it is about something else.


@pytest.fixture
def no_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what documents are made of."""
    from experiments.studies.compare import report

    monkeypatch.setattr(report, "save_material", unwritten)


@pytest.fixture
def no_books(monkeypatch: pytest.MonkeyPatch, no_documents: None) -> None:
    """Leave out the workbook too; both take longer than the replications of a small county."""
    from experiments.studies.compare import report

    monkeypatch.setattr(report, "save_workbook", unwritten)


@pytest.fixture
def summary_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out all that is written but summary and replications, the trace and the provenance: half of a run of a small county."""
    from experiments.studies.compare import study

    def written(_: object, result: Any, folder: Path, *__: object) -> list[Path]:
        for name in ("summary", "replications"):
            getattr(result.frames, name).to_parquet(folder / f"{name}.parquet")
        return []

    monkeypatch.setattr(study, "write", written)


@pytest.fixture
def nothing_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away no override to see what it changes, which plans every scenario once more for each: see ``test_idle``."""
    from experiments import beforehand, sweep

    monkeypatch.setattr(beforehand, "given", lambda *_: [])
    monkeypatch.setattr(sweep, "idle_fixed", lambda *_: {})
