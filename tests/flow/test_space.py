"""What is free in each run's vehicle: all of ours, and what a host's own load leaves."""

from __future__ import annotations

import numpy as np

from sim.flow.space import FreeSpace, Space
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small

CAPACITY = {"capacity_parcels": 10, "capacity_grams": 1000, "capacity_ml": 500}


def space(load: list[tuple[int, int, int]], cancelled: list[bool] | None = None, **line: object) -> FreeSpace:
    plan: ServicePlan = small.plan(days=len(load), runs=[(24.0 * d + 9, 0) for d in range(len(load))], van={**CAPACITY, **line})
    draws = plans.draws(
        plan, small.parcels([0.0]), host_parcels=np.array([a for a, _, _ in load]), host_grams=np.array([g for _, g, _ in load]), host_ml=np.array([v for _, _, v in load]),
        cancelled=np.array(cancelled or [False] * len(load)),
    )  # fmt: skip
    return FreeSpace(plan, draws)


def test_ours_is_free_as_it_is() -> None:
    found = space([(0, 0, 0)])
    assert found.of == [Space(10, 1000, 500)]
    assert found.most(0) == [Space(10, 1000, 500)]


def test_a_host_leaves_what_its_own_load_does_not_take_and_never_less_than_nothing() -> None:
    found = space([(4, 100, 50), (20, 5000, 5000)], depot=-1)
    assert found.of == [Space(6, 900, 450), Space(0, 0, 0)]
    assert found.columns.tolist() == [[6, 0], [900, 0], [450, 0]]


def test_a_host_takes_so_many_at_most() -> None:
    assert space([(4, 0, 0), (9, 0, 0)], depot=-1, most_parcels=3).of == [Space(3, 1000, 500), Space(1, 1000, 500)]


def test_a_host_may_take_more_on_one_run_than_on_another() -> None:
    found = space([(4, 0, 0), (0, 0, 0), (0, 0, 0)], depot=-1, most_parcels=4, by_run=(7, 0, 2))
    assert [free.parcels for free in found.of] == [6, 0, 2]


def test_the_most_that_is_free_is_of_runs_that_go_and_none_beats_another() -> None:
    found = space([(0, 500, 0), (0, 0, 400), (0, 600, 100), (0, 0, 0), (10, 0, 0)], cancelled=[False, False, False, True, False], depot=-1)
    assert found.most(0) == [Space(10, 1000, 100), Space(10, 500, 500)]


def test_of_a_line_without_runs_the_empty_vehicle_counts() -> None:
    found = space([(9, 900, 400)], cancelled=[True], depot=-1)
    assert found.most(0) == [Space(10, 1000, 500)]
