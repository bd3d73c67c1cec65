"""Plans made with their routes solved on all processors: first what they ask is found out, then it is solved, and they are made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine
from sim.service.routes import RouteCache, Router, RoutingTask, solve
from sim.service.unsolved import Unsolved

Made = TypeVar("Made")

WORTH = 50_000
"""Stops times iterations of the solver, about a second, from which on other processes are started for it."""


def routed(
    make: Callable[[str, Router], Made], names: Sequence[str], cache: RouteCache, helpers: LocalEngine | None
) -> dict[str, Made]:
    """What ``make`` makes of each name with routes at hand; the same whoever solves them.

    Args:
        make: a plan or whatever rests on it, by a name and who answers its routing problems. It may be called several times for a name
            and with routes that are only sketched, so it must not raise because of them.
        cache: routes known before; those that are solved are kept there.
        helpers: processes that solve; None: each plan is made once and its routes solved as it asks for them.
    """
    if helpers is None:
        return {name: make(name, cache) for name in names}
    made: dict[str, Made] = {}
    left = list(names)
    while left:
        asked = {name: Unsolved(cache) for name in left}
        made |= {name: make(name, asked[name]) for name in left}
        left = [name for name in left if asked[name].tasks]
        _solve({key: task for name in left for key, task in asked[name].tasks.items()}.values(), cache, helpers)
    return made


def _solve(tasks: Iterable[RoutingTask], cache: RouteCache, helpers: LocalEngine) -> None:
    """Solve tasks, the longest first; one that a worker fails at is solved here, so that the error is where it belongs."""
    left = {task.key: task for task in sorted(tasks, key=_effort, reverse=True)}
    if sum(map(_effort, left.values())) >= WORTH:
        for done in helpers.run([Task(key, solve, (task,)) for key, task in left.items()]):
            if done.kind == "ok":
                cache.keep(left.pop(done.name), done.value)
    for task in left.values():
        cache.keep(task, solve(task))


def _effort(task: RoutingTask) -> int:
    return len(task.service) * task.iterations
