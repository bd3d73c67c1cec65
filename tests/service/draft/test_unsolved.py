from __future__ import annotations

from sim.service.draft.routes import RouteCache, sketch, solve
from sim.service.draft.unsolved import Unsolved
from tests.service.draft.test_routes import seconds_of, task


def test_a_sketch_calls_everywhere_once_within_the_bounds() -> None:
    t = task(limit=4500)
    found = sketch(t)
    assert sorted(i for way in found for i in way) == list(range(1, 13))
    assert all(sum(int(t.load[i]) for i in way) <= t.capacity for way in found)
    assert max(seconds_of(t, found)) <= t.limit


def test_what_is_not_known_is_sketched_and_kept_once() -> None:
    cache = RouteCache()
    router, asked = Unsolved(cache), task()
    assert router.routes(asked) == router.routes(task()) == sketch(asked)
    assert list(router.tasks) == [asked.key]
    cache.keep(asked, solve(asked))
    assert router.routes(asked) == solve(asked)
    assert Unsolved(cache).tasks == {}


def test_where_there_is_no_choice_nothing_is_left_to_solve() -> None:
    router = Unsolved(RouteCache())
    assert (router.routes(task(0)), router.routes(task(1))) == ((), ((1,),))
    assert not router.tasks
