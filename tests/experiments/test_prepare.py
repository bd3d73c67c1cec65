"""Routes solved by other processes: the same as here, and an error where it belongs."""

from __future__ import annotations

import pytest

from experiments.engines.local import LocalEngine
from experiments.scenarios import prepare
from sim.service.draft.routes import RouteCache, Routes, solve
from tests.service.draft.test_routes import task


@pytest.mark.parametrize("worth", [0, 10**9])
def test_tasks_are_solved_by_helpers_or_here(worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "WORTH", worth)
    cache, tasks = RouteCache(), [task(8), task(9)]
    prepare._solve(cache, LocalEngine(1), tasks)
    assert [cache.find(one) for one in tasks] == [solve(one) for one in tasks]


def test_a_solver_that_fails_says_so_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Routes:
        raise RuntimeError("no solver")

    monkeypatch.setattr(prepare, "WORTH", 0)
    monkeypatch.setattr(prepare, "solve", broken)
    with pytest.raises(RuntimeError, match="no solver"):
        prepare._solve(RouteCache(), LocalEngine(1), [task(8)])
