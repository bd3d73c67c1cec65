from __future__ import annotations

import itertools
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sim.service.draft import routes
from sim.service.draft.routes import Nearest, RouteCache, Routes, RoutingTask, solve


def task(n: int = 12, seed: int = 3, **over: object) -> RoutingTask:
    rng = np.random.default_rng(seed)
    xy = rng.uniform(-10, 10, (n + 1, 2))
    seconds = np.rint(np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1)) * 100).astype(np.int64)
    ones = np.ones(n + 1, np.int64)
    whole = RoutingTask(seconds, 60 * ones * (np.arange(n + 1) > 0), 10 * ones * (np.arange(n + 1) > 0), 40, 10**6, 99, None, 200)
    return replace(whole, **over)  # type: ignore[arg-type]


def seconds_of(t: RoutingTask, found: Routes) -> list[int]:
    return [sum(int(t.seconds[a, b]) for a, b in itertools.pairwise((0, *way, 0))) + sum(int(t.service[i]) for i in way) for way in found]


def test_each_stop_once_the_fewest_rounds_within_capacity() -> None:
    t = task()
    found = solve(t)
    assert sorted(i for way in found for i in way) == list(range(1, 13))
    assert len(found) == 3
    assert all(sum(int(t.load[i]) for i in way) <= 40 for way in found)


def test_one_round_is_the_shortest_there_is() -> None:
    t = task(6, capacity=10**6)
    best = min(seconds_of(t, (way,))[0] for way in itertools.permutations(range(1, 7)))
    assert seconds_of(t, solve(t)) == [best]


def test_rounds_keep_the_limit() -> None:
    t = task(limit=4500, capacity=10**6)
    there_and_back = max(int(t.seconds[0, i] + t.seconds[i, 0] + t.service[i]) for i in range(1, 13))
    assert there_and_back < 4500
    assert max(seconds_of(t, solve(t))) <= 4500
    assert len(solve(t)) > 1


def test_given_vehicles_share_the_stops() -> None:
    found = solve(task(vehicles=4, most_stops=3, capacity=10**6))
    assert [len(way) for way in found] == [3, 3, 3, 3]


def test_what_no_round_can_hold_or_reach_gets_a_round_of_its_own() -> None:
    heavy = task()
    heavy.load[5] = 500
    assert (5,) in solve(heavy)
    assert sorted(i for way in solve(task(limit=1)) for i in way) == list(range(1, 13))


def as_asked(t: RoutingTask) -> Routes:
    """The solver's answer where every bound is put to it and its time is what costs."""
    from pyvrp import Client, Depot, Location, ProblemData, VehicleType
    from pyvrp import solve as pyvrp_solve
    from pyvrp.stop import MaxIterations

    n, price = len(t.load) - 1, 0 if t.vehicles else 10_000_000
    fleet = VehicleType(
        num_available=t.vehicles or n, capacity=[t.capacity, t.most_stops], shift_duration=t.limit, fixed_cost=price,
        unit_distance_cost=0, unit_duration_cost=1,
    )  # fmt: skip
    stops = [Client(i, delivery=[int(t.load[i]), 1], service_duration=int(t.service[i])) for i in range(1, n + 1)]
    data = ProblemData([Location(i, 0) for i in range(n + 1)], stops, [Depot(0)], [fleet], [t.seconds], [t.seconds])  # type: ignore[list-item]
    found = pyvrp_solve(data, MaxIterations(t.iterations), seed=t.seed, collect_stats=False, display=False)
    assert found.is_feasible()
    return tuple(sorted((tuple(a.idx + 1 for a in route if a.is_client()) for route in found.best.routes()), key=min))


BOUNDS = ({}, {"limit": 4500}, {"capacity": 10**6, "limit": 4500}, {"capacity": 10**6, "most_stops": 3, "vehicles": 4}, {"capacity": 10**6})


@pytest.mark.parametrize("over", BOUNDS)
def test_what_is_put_to_the_solver_another_way_or_left_out_changes_no_answer(over: dict[str, int]) -> None:
    for seed in (3, 4):
        t = task(12, seed, **{"capacity": 4000} | over)
        t.load[:] *= 100
        assert solve(t) == as_asked(t)


def test_a_task_of_no_or_one_stop() -> None:
    assert solve(task(0)) == ()
    assert solve(task(1)) == ((1,),)


def test_where_the_solver_finds_nothing_feasible_the_nearest_neighbour_keeps_the_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "_pyvrp", lambda *_: None)
    t = task(limit=4000)
    found = solve(t)
    assert sorted(i for way in found for i in way) == list(range(1, 13))
    assert max(seconds_of(t, found)) <= 4000
    assert all(sum(int(t.load[i]) for i in way) <= 40 for way in found)


def test_what_stands_in_for_a_solution_is_known_as_such_also_by_the_next_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(routes, "_pyvrp", lambda *_: None)
    assert isinstance(pickle.loads(pickle.dumps(solve(task()))), Nearest)  # as a worker hands it over
    for _ in range(2):
        assert isinstance(RouteCache(tmp_path).routes(task()), Nearest)


def test_loads_in_large_units_are_put_to_the_solver_again_in_small_ones() -> None:
    t = task()  # of 12 loads of 10 into 3 vehicles of 40: one too much costs the solver less than a vehicle more
    assert routes._pyvrp(t) is None
    assert not isinstance(solve(t), Nearest)
    assert solve(t) == solve(replace(t, load=1000 * t.load, capacity=40_000))


@pytest.mark.parametrize(("capacity", "times"), [(40, 2), (120, 1)])
def test_the_solver_is_asked_again_only_where_loads_bind(capacity: int, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[RoutingTask] = []
    monkeypatch.setattr(routes, "_pyvrp", asked.append)
    solve(task(capacity=capacity))
    assert len(asked) == times


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[RoutingTask]:
    """The tasks that a cache had to have solved, filled as it does."""
    asked: list[RoutingTask] = []

    def noted(of: RoutingTask) -> Routes:
        asked.append(of)
        return solve(of)

    monkeypatch.setattr(routes, "solve", noted)
    return asked


def test_a_cache_solves_each_task_once_in_memory_and_on_disk(tmp_path: Path, solved: list[RoutingTask]) -> None:
    first = RouteCache(tmp_path / "routes")
    answer = first.routes(task())
    assert first.routes(task()) == answer
    assert RouteCache(tmp_path / "routes").routes(task()) == answer
    assert len(solved) == 1
    assert not list((tmp_path / "routes").glob("*.part"))


@pytest.mark.parametrize("content", ["[[1, 2", "[" * 50_000, "[[1, 1]]", "[[1, 2], [99]]", "[[]]", "[1]", "{}", "null", "[[NaN]]", '[["x"]]'])
def test_a_damaged_file_on_disk_is_solved_anew(content: str, tmp_path: Path, solved: list[RoutingTask]) -> None:
    first = RouteCache(tmp_path)
    answer = first.routes(task())
    next(tmp_path.glob("*.json")).write_text(content, encoding="ascii")
    assert RouteCache(tmp_path).routes(task()) == answer
    assert len(solved) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    assert RouteCache(tmp_path / "file" / "below").routes(task()) == solve(task())


@pytest.mark.parametrize("change", [{"capacity": 41}, {"limit": 999_999}, {"vehicles": 5}, {"iterations": 201}, {"seed": 2}, {"most_stops": 98}])
def test_the_key_knows_every_part(change: dict[str, int]) -> None:
    assert task().key == task().key
    assert task(**change).key != task().key
    moved = task()
    moved.seconds[1, 2] += 1
    assert moved.key != task().key
