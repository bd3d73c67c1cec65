"""The search of a grid finds its front with few runs; Optuna is its sampler."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from experiments.studies.optimise.sampler import Sampler
from sim.inference.search.grid import DecisionKey, Found, Index, size_of
from sim.inference.search.pareto import hypervolume
from sim.inference.search.search import search


def made_up(point: Index) -> Found:
    """A county on paper: frequency and crews buy time, vehicles beyond need only cost, one mode is cheap and slow, one late where crews are few."""
    mode, days, vehicles, crew, depart = point
    time = 9 + 24 * (7 - 3 - days) / (3 + days) * (1.0, 1.3, 0.7)[mode] + 4 / (1 + crew) + 2.5 * abs(depart - mode / 2) + 3 * max(0, 1 - vehicles)
    cost = (3.0, 2.2, 3.6)[mode] + 0.35 * days * (1, 0.4, 1.2)[mode] + 0.2 * vehicles + 0.11 * crew * (1 + 0.3 * mode)
    share = 1.0 - time / 60 - 0.05 * (mode == 2 and crew < 2)
    return Found((cost, time), (max(0.0, 2.0 * (vehicles == 0 and days > 3)), 0.6 - share), 1)


AXES = (DecisionKey("mode", ("a", "b", "c"), False), *(DecisionKey(name, tuple(range(n)), True) for name, n in (("days", 5), ("vehicles", 3), ("crew", 4), ("depart", 2))))


def share_found(axes: Sequence[DecisionKey], grid: dict[Index, Found], seen: dict[Index, Found]) -> float:
    """Hypervolume of what was found relative to the whole grid's; the reference point is the worst of each objective on the grid."""
    every = [f.objectives for f in grid.values() if all(map(math.isfinite, f.objectives))]
    reference = (max(o[0] for o in every), max(o[1] for o in every))
    best = hypervolume([f.objectives for f in grid.values() if f.feasible], reference)
    assert len(grid) == size_of(axes)
    return hypervolume([grid[p].objectives for p in seen if grid[p].feasible], reference) / best


def test_the_search_finds_the_front_of_a_grid_with_a_fifth_of_the_runs() -> None:
    grid = {p: made_up(p) for p in itertools.product(*(range(len(a.values)) for a in AXES))}
    shares = []
    for seed in range(3):
        asked: list[Index] = []

        def evaluate(points: Sequence[Index], asked: list[Index] = asked) -> list[Found]:
            asked += points
            return [grid[p] for p in points]

        seen = search(AXES, evaluate, Sampler(AXES, seed), len(grid) // 5, 1, seed, [(m, 2, 1, 2, 1) for m in range(3)])
        assert len(asked) == len(set(asked)) == len(seen) == len(grid) // 5
        shares.append(share_found(AXES, grid, seen))
    assert min(shares) >= 0.98


def test_the_search_says_the_same_again_and_ends_with_the_grid() -> None:
    one, two = (search(AXES, lambda points: [made_up(p) for p in points], Sampler(AXES, 7), 40, 1, 7) for _ in range(2))
    assert list(one) == list(two)
    few = (DecisionKey("days", (3, 5, 7), True), DecisionKey("mode", ("a", "b"), False))
    assert len(search(few, lambda points: [Found((float(p[0]), float(p[1])), (0.0,), 0) for p in points], Sampler(few, 1), 5, 1, 1)) == 6


def test_a_search_in_which_nothing_can_work_ends() -> None:
    axes = [DecisionKey(name, tuple(range(50)), True) for name in ("days", "vehicles", "crew")]
    seen = search(axes, lambda points: [Found((math.inf, math.inf), (1.0,), 0) for _ in points], Sampler(axes, 1), 20, 2, 1)
    assert 100 <= len(seen) < 120
