"""The best mode by a KPI, and its lead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.measure.measure import Measures, measure
from sim.proposal.leader import better_outside, leader
from tests.measure import small

KEY = "cost_system_parcel"
NAMES = {"a": ("甲", "first"), "b": ("乙", "second"), "c": ("丙", "third")}


@pytest.fixture(scope="module")
def rows() -> list[Measures]:
    """Four replications of one mode."""
    county, p = small.county(), small.parameters()
    return [measure(*small.case(r, mode="a"), county, p, r) for r in range(4)]


def dearer(rows: list[Measures], *yuan: float) -> list[Measures]:
    """The same, dearer by so much in one replication after the other."""
    return [replace(m, county=m.county | {KEY: m.county[KEY] + yuan[i % len(yuan)]}) for i, m in enumerate(rows)]


def test_alone_nobody_is_behind(rows: list[Measures]) -> None:
    found = leader({"a": rows}, KEY, NAMES)
    assert found is not None
    assert (found.mode, found.near, found.lead) == ("a", (), ("", ""))


def test_none_where_no_mode_has_it(rows: list[Measures]) -> None:
    assert leader({"a": dearer(rows, float("nan"))}, KEY, NAMES) is None


def test_ahead_of_the_next(rows: list[Measures]) -> None:
    found = leader({"c": dearer(rows, 8.0, 8.1), "b": dearer(rows, 2.0, 2.1), "a": rows}, KEY, NAMES)
    assert found is not None
    assert (found.mode, found.near) == ("a", ())
    assert found.lead[1].endswith("less than the next, second")
    assert found.texts[0].startswith("甲，")


def test_those_alike_are_named(rows: list[Measures]) -> None:
    found = leader({"a": rows, "b": dearer(rows, 2.0, -1.9), "c": dearer(rows, 9.0, 9.1)}, KEY, NAMES)
    assert found is not None
    assert (found.mode, found.near) == ("a", ("b",))
    assert found.lead[1].startswith("not distinguishable from second")


def test_one_plan_by_two_names_is_called_the_same(rows: list[Measures]) -> None:
    found = leader({"a": rows, "b": rows, "c": dearer(rows, 8.0, 8.1)}, KEY, NAMES)
    assert found is not None
    assert found.near == ()
    assert found.lead[0].startswith("与乙完全相同；比其次的丙低")
    assert found.lead[1].startswith("the same as second; ")
    two = leader({"a": rows, "b": rows}, KEY, NAMES)
    assert two is not None
    assert two.lead == ("与乙完全相同", "the same as second")


def test_who_is_left_out_and_better_is_told(rows: list[Measures]) -> None:
    found = leader({"a": dearer(rows, 2.0)}, KEY, NAMES)
    assert found is not None
    assert better_outside({"b": dearer(rows, 3.0)}, found, KEY, NAMES) == ("", "")
    zh, en = better_outside({"b": rows, "c": dearer(rows, 1.0)}, found, KEY, NAMES)
    assert zh.startswith("；不参与的乙更低，为")
    assert en.startswith("; second, which is left out, is lower: ")
