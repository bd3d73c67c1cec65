from __future__ import annotations

import sys
from contextlib import closing
from typing import Any

import pytest

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from experiments.engines.team import Team
from experiments.settings.compose import configs, files
from sim.problems import InputError
from tests.experiments import engine_tasks as work


def team(*words: str) -> Team:
    return Team(next(configs(words, "compare", None, files(None))[1]))


def test_who_simulates_solves_routes_and_writes_files_too() -> None:
    with closing(team("workers=2")) as ours:
        assert isinstance(ours.helpers, LocalEngine)
        assert ours.engine is ours.helpers
        assert not ours.helpers.started, "nobody starts before there is something to do"
        assert [done.value for done in ours.engine.run([Task("a", work.square, (3,))])] == [9]
        assert ours.helpers.started
    assert not ours.helpers.started


def test_one_worker_is_this_process() -> None:
    with closing(team("workers=1")) as ours:
        assert ours.helpers is None
        assert isinstance(ours.engine, LocalEngine)


def test_a_library_that_is_missing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "experiments.engines.dask", None)
    words: Any = "engine=dask", "workers=2"
    with closing(team(*words)) as ours:
        assert isinstance(ours.helpers, LocalEngine), "routes and files need no cluster"
        with pytest.raises(InputError, match=r"engine\.library"):
            _ = ours.engine
