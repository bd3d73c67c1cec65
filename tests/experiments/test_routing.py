from __future__ import annotations

import pytest

from experiments.engines.local import LocalEngine
from experiments.scenarios import routing
from experiments.scenarios.routing import routed
from sim.service.routes import RouteCache, Router, Routes, solve
from tests.service.test_routes import task


def plan(name: str, router: Router) -> tuple[Routes, Routes]:
    """Asks for routes, and then for what rests on the answer: so a sketch does not find out all that is asked."""
    first = router.routes(task(8, seed=len(name)))
    return first, router.routes(task(9, capacity=40 + 10 * len(first[0])))


@pytest.mark.parametrize("worth", [0, 10**9])
def test_plans_are_the_same_however_their_routes_are_solved(worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("a", "bb", "cc")
    serial = RouteCache()
    alone = routed(plan, names, serial, None)
    monkeypatch.setattr(routing, "WORTH", worth)
    cache = RouteCache()
    assert routed(plan, names, cache, LocalEngine(1)) == alone == {name: plan(name, RouteCache()) for name in names}
    assert cache.solved >= serial.solved > 0


def test_a_warm_cache_makes_each_plan_once() -> None:
    cache, made = RouteCache(), []

    def one(name: str, router: Router) -> Routes:
        made.append(name)
        return router.routes(task(8))

    cache.keep(task(8), solve(task(8)))
    routed(one, ("a", "b"), cache, LocalEngine(2))
    assert made == ["a", "b"]


def test_a_solver_that_fails_says_so_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Routes:
        raise RuntimeError("no solver")

    monkeypatch.setattr(routing, "WORTH", 0)
    monkeypatch.setattr(routing, "solve", broken)
    with pytest.raises(RuntimeError, match="no solver"):
        routed(plan, ("a",), RouteCache(), LocalEngine(1))
