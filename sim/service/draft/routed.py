"""Plans made with many routes solved at a time: first what they ask is found out, then it is solved, and they are made
again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sim.service.draft.routes import RouteCache, Router, RoutingTask
from sim.service.draft.unsolved import Unsolved

Made = TypeVar("Made")
SolveAll = Callable[[Sequence[RoutingTask]], None]
"""Solves tasks and keeps their routes in the cache."""


def routed(
    make: Callable[[str, Router], Made], names: Sequence[str], cache: RouteCache, solve_all: SolveAll | None
) -> dict[str, Made]:
    """What ``make`` makes of each name with routes at hand; the same whoever solves them.

    Args:
        make: a plan or whatever rests on it, by a name and who answers its routing problems. It may be called several
            times for a name and with routes that are only sketched, so it must not raise because of them.
        cache: routes known before; those that are solved are kept there.
        solve_all: None: each plan is made once and its routes solved as it asks for them.
    """
    if solve_all is None:
        return {name: make(name, cache) for name in names}
    made: dict[str, Made] = {}
    left = list(names)
    while left:
        asked = {name: Unsolved(cache) for name in left}
        made |= {name: make(name, asked[name]) for name in left}
        left = [name for name in left if asked[name].tasks]
        solve_all(list({key: task for name in left for key, task in asked[name].tasks.items()}.values()))
    return made
