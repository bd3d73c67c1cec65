"""Decisions as axes of a grid, and where a search of it begins."""

from __future__ import annotations

from typing import Any

import pytest

from sim.inference.search.decisions import TOWNSHIPS, Optimise, Range, ordered, starts, usual_decisions, values_in, values_of
from sim.inference.search.grid import DecisionKey
from sim.parameters import Parameters


@pytest.mark.parametrize(("span", "values"), [((1, 5, 2), (1, 3, 5)), ((0.1, 0.3, 0.1), (0.1, 0.2, 0.3)), ((1, 2, 0.5), (1.0, 1.5, 2.0)), ((3, 3, 1), (3,))])
def test_a_range_has_both_ends_where_its_steps_reach_them(span: tuple[float, float, float], values: tuple[float, ...]) -> None:
    low, high, step = span
    found = values_in(Range(low=low, high=high, step=step))
    assert found == values
    assert [type(v) for v in found] == [type(v) for v in values]
    assert len(values_in(Range(low=0, high=1e9))) == 201, "enough to be told that it is too many"


@pytest.mark.parametrize(
    ("choice", "values", "rises"),
    [
        ([5, 3, 3], (3, 5), True), ([True, False], (True, False), False), (["b", "a"], ("b", "a"), False),
        (["08:30", "07:00"], ("08:30", "07:00"), True), ([["08:30"], ["08:30"]], (("08:30",),), False),
    ],
)  # fmt: skip
def test_a_list_stands_each_value_once_and_numbers_in_order(choice: list[Any], values: tuple[Any, ...], rises: bool) -> None:
    assert values_in(tuple(choice)) == values
    assert ordered(values) == rises


def test_what_is_sized_by_rule_is_varied_by_its_load_and_a_number_around_itself() -> None:
    p = Parameters()
    found = usual_decisions(p, ("a", "b"))
    assert found["mode"] == ("a", "b")
    crews = {stage: crew.crew for stage, crew in p.staffing.hub.items() if stage != "sort_village"}
    assert {f"staffing.hub.{s}.crew" for s, n in crews.items() if isinstance(n, int)} == {k for k in found if k.startswith("staffing.hub.")}
    assert ("staffing.target_load" in found) == any(not isinstance(n, int) for n in crews.values())


AXES = (DecisionKey(f"{TOWNSHIPS}.east", ("a", "b"), False), DecisionKey("fleet.count", (1, 2, 3), True))


def test_townships_are_set_together() -> None:
    assert values_of(AXES, (1, 2)) == {"fleet.count": 3, TOWNSHIPS: {"east": "b"}}
    assert values_of(AXES[1:], (0,)) == {"fleet.count": 1}


def test_a_search_begins_with_each_mode_as_it_is_now_then_at_both_ends() -> None:
    assert starts(AXES, {"fleet": {"count": 1}}) == [(0, 0), (1, 0), (0, 2), (1, 2)]
    assert starts(AXES[1:], {}) == [(1,), (2,), (0,)], "in the middle where nothing is known"


@pytest.mark.parametrize("budget", [19, 34, 50, 122, 135, 136, 400])
def test_a_small_budget_looks_at_as_many_combinations_as_it_selects_from(budget: int) -> None:
    asked = Optimise(budget=budget)
    looked = asked.search_budget // asked.search_replications
    assert looked >= max(2, asked.finalists)
    assert asked.search_budget + asked.reserve == budget
    assert asked.finalists == min(8, max(1, budget // 17))
