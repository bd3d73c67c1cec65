"""Milk runs by PyVRP, stopped by iterations, and kept by content so that a sweep solves each once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sim.plain import read_json
from sim.plain.cache_folder import cache_folder
from sim.plain.whole import write_whole
from sim.problems import InputError

Routes = tuple[tuple[int, ...], ...]


class Nearest(tuple[tuple[int, ...], ...]):
    """Routes by the nearest stop, which stand in where the solver found none that fit."""

    __slots__ = ()


_VEHICLE_COST = 10_000_000
"""Seconds that a vehicle more must save before it is taken: in effect fewest vehicles first, then least time."""

_ENDLESS = int(np.iinfo(np.int64).max)
"""The solver's number for a round that may take for ever."""

_NEAREST = "nearest"
"""Key under which routes that stand in are kept on disk."""

_FINER = 1000
"""Where the solver finds nothing that fits, loads are put to it once more in so many times smaller units: what a load too much costs there
is bounded by unit, and may otherwise be less than a vehicle more."""

_SOLVER = "pyvrp-0.14/2"
"""Part of every key: a new solver, or another way of putting the problem to it, makes old answers void."""


@dataclass(frozen=True, eq=False)
class RoutingTask:
    """A round-trip routing problem: node 0 is the base, nodes 1..n are stops, all of which are visited once.

    Attributes:
        seconds: (n+1, n+1) whole seconds of driving.
        service: whole seconds at each node (0 at the base).
        load: by node, in any whole unit of ``capacity``.
        limit: longest round in seconds, driving and service.
        most_stops: of one round.
        vehicles: rounds available; None: as many as it takes, as few as possible.
    """

    seconds: NDArray[np.int64]
    service: NDArray[np.int64]
    load: NDArray[np.int64]
    capacity: int
    limit: int
    most_stops: int
    vehicles: int | None
    iterations: int
    seed: int = 1

    @property
    def key(self) -> str:
        """Hash of the whole content."""
        words = (_SOLVER, self.capacity, self.limit, self.most_stops, self.vehicles, self.iterations, self.seed, self.seconds.shape)
        digest = hashlib.sha256(repr(words).encode())
        for array in (self.seconds, self.service, self.load):
            digest.update(np.ascontiguousarray(array, np.int64).tobytes())
        return digest.hexdigest()[:32]


class Router(Protocol):
    """Who answers routing problems while a plan is made."""

    def routes(self, task: RoutingTask) -> Routes:
        """Rounds over all stops of a task."""
        ...


@dataclass
class RouteCache:
    """Answers by content: in memory, and on disk in ``folder`` where one is given (a small JSON file an answer)."""

    folder: Path | None = None
    _memory: dict[str, Routes] = field(default_factory=dict)

    @classmethod
    def here(cls) -> RouteCache:
        """That of this machine, in the user's cache folder."""
        return cls(cache_folder("routes"))

    def routes(self, task: RoutingTask) -> Routes:
        """The routes of a task, solved at most once."""
        found = self.find(task)
        if found is None:
            found = solve(task)
            self.keep(task, found)
        return found

    def find(self, task: RoutingTask) -> Routes | None:
        """The routes of a task; None where it was not solved yet."""
        key = task.key
        if key not in self._memory and (found := self._read(key, len(task.service) - 1)) is not None:
            self._memory[key] = found
        return self._memory.get(key)

    def keep(self, task: RoutingTask, routes: Routes) -> None:
        """Take in the routes of a task that was solved, here or by another process."""
        self._memory[task.key] = routes
        self._write(task.key, routes)

    def _read(self, key: str, nodes: int) -> Routes | None:
        """A stored answer; None where there is none, or it does not call at each of the nodes once."""
        if self.folder is None or not (file := self.folder / f"{key}.json").exists():
            return None
        try:
            found = read_json(file, file.name)
            kind, listed = (Nearest, found[_NEAREST]) if isinstance(found, dict) else (tuple, found)
            routes = kind(tuple(int(node) for node in route) for route in listed)
        except (InputError, ValueError, TypeError, KeyError):
            return None
        return routes if all(routes) and sorted(node for route in routes for node in route) == list(range(1, nodes + 1)) else None

    def _write(self, key: str, routes: Routes) -> None:
        """Written aside and moved, so that no reader meets half a file; a folder that cannot be written costs only time."""
        if self.folder is None:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            told = {_NEAREST: routes} if isinstance(routes, Nearest) else routes
            write_whole(self.folder / f"{key}.json", json.dumps(told))
        except OSError:
            return


def solve(task: RoutingTask) -> Routes:
    """Routes as tuples of nodes 1..n, ordered by their least node, the same on every machine.

    Loads above the capacity and stops that no round reaches within the limit cannot be routed as asked: each counts as just filling a
    round of its own, so that the plan shows the overload instead of hiding the stop.
    """
    n = len(task.service) - 1
    if n <= 1:
        return ((1,),) * n
    possible = _possible(task)
    found = _pyvrp(possible)
    if found is None and int(possible.load.sum()) > possible.capacity:
        found = _pyvrp(replace(possible, load=_FINER * possible.load, capacity=_FINER * possible.capacity))
    return Nearest(sorted(_nearest(possible), key=min)) if found is None else tuple(sorted(found, key=min))


def sketch(task: RoutingTask) -> Routes:
    """Routes that keep the same bounds, but for the number of vehicles, made at once and not good: nearest stop first."""
    n = len(task.service) - 1
    return ((1,),) * n if n <= 1 else tuple(sorted(_nearest(_possible(task)), key=min))


def _possible(task: RoutingTask) -> RoutingTask:
    """The task with loads and a limit that can be kept; it has a stop."""
    seconds = task.seconds.astype(np.int64)
    there_and_back = seconds[0, 1:] + seconds[1:, 0] + task.service[1:]
    limit = max(task.limit, int(there_and_back.max()))
    return replace(task, seconds=seconds, load=np.minimum(task.load, task.capacity), limit=limit)


def _pyvrp(task: RoutingTask) -> Routes | None:
    """PyVRP's best feasible answer, None where it found none in its iterations.

    Driving is put to it as the distance that costs, not as duration: the solver weighs distance first and gives up a move before the
    dearer look at its duration. A bound that all stops together keep is left out. Both halve its time and change none of its choices, as
    the time at stops, the same in every answer, is all that the cost of an answer lacks.
    """
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType
    from pyvrp import solve as pyvrp_solve
    from pyvrp.stop import MaxIterations

    seconds, n = task.seconds, len(task.load) - 1
    bounds = ((task.load.tolist(), task.capacity), ([0, *[1] * n], task.most_stops))
    binding = [(load, most) for load, most in bounds if sum(load) > most]
    longest = int(task.service.sum() + seconds.max(axis=1).sum())
    fleet = VehicleType(
        num_available=task.vehicles or n,
        capacity=[most for _, most in binding],
        fixed_cost=0 if task.vehicles else _VEHICLE_COST,
        unit_distance_cost=1,
        unit_duration_cost=0,
        shift_duration=task.limit if task.limit < longest else _ENDLESS,
    )
    service = task.service.tolist()
    clients = [Client(i, delivery=[load[i] for load, _ in binding], service_duration=service[i]) for i in range(1, n + 1)]
    locations = [Location(i, 0) for i in range(n + 1)]
    data = ProblemData(locations, clients, [Depot(0)], [fleet], [seconds], [seconds])  # type: ignore[list-item]
    result = pyvrp_solve(data, MaxIterations(task.iterations), seed=task.seed, collect_stats=False, display=False)
    if not result.is_feasible():
        return None
    return tuple(tuple(a.idx + 1 for a in route if a.is_client()) for route in result.best.routes())


def _nearest(task: RoutingTask) -> Routes:
    """Nearest neighbour, a new round where the next stop no longer fits; keeps every bound but the number of vehicles."""
    seconds, load = task.seconds, task.load
    left = list(range(1, len(load)))
    routes: list[tuple[int, ...]] = []
    while left:
        route: list[int] = []
        here, time, space = 0, 0, task.capacity
        while left and len(route) < task.most_stops:
            near = min(left, key=lambda i: (int(seconds[here, i]), i))
            spent = time + int(seconds[here, near] + task.service[near])
            if route and (load[near] > space or spent + int(seconds[near, 0]) > task.limit):
                break
            route.append(near)
            left.remove(near)
            here, time, space = near, spent, space - int(load[near])
        routes.append(tuple(route))
    return tuple(routes)
