"""Plans whose routes are solved many at a time come out as those that solve one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from sim.service.draft.routed import routed
from sim.service.draft.routes import RouteCache, Router, Routes, RoutingTask, solve
from tests.service.draft.test_routes import task


def plan(name: str, router: Router) -> tuple[Routes, Routes]:
    """Asks for routes, and then for what rests on the answer: so a sketch does not find out all that is asked."""
    first = router.routes(task(8, seed=len(name)))
    return first, router.routes(task(9, capacity=40 + 10 * len(first[0])))


def test_plans_are_the_same_however_their_routes_are_solved() -> None:
    names, asked = ("a", "bb", "cc"), list[int]()
    serial, cache = RouteCache(), RouteCache()

    def solve_all(tasks: Sequence[RoutingTask]) -> None:
        asked.append(len(tasks))
        for one in tasks:
            cache.keep(one, solve(one))

    alone = routed(plan, names, serial, None)
    assert routed(plan, names, cache, solve_all) == alone == {name: plan(name, RouteCache()) for name in names}
    assert sum(asked) > len(asked), "many at a time"


def test_a_warm_cache_makes_each_plan_once() -> None:
    cache, made = RouteCache(), []

    def one(name: str, router: Router) -> Routes:
        made.append(name)
        return router.routes(task(8))

    cache.keep(task(8), solve(task(8)))
    routed(one, ("a", "b"), cache, lambda tasks: None)
    assert made == ["a", "b"]
