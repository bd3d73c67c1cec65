"""Measures of a study by mode and replication; unequal ones are refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.inference.by_mode import by_mode, series
from sim.measure.measure import Measures, measure
from tests.measure import small


@pytest.fixture(scope="module")
def one() -> Measures:
    plan, draws, outcome = small.case(5)
    return measure(plan, draws, outcome, small.county(), small.parameters())


def test_modes_stand_in_their_order_and_replications_rise(one: Measures) -> None:
    given = [replace(one, mode=m, replication=n, county={"x": float(n)}) for m, n in (("b", 1), ("a", 0), ("b", 0), ("a", 1))]
    found = by_mode(iter(given))
    assert list(found) == ["b", "a"]
    assert all(series(rows, "x").tolist() == [0.0, 1.0] for rows in found.values())


@pytest.mark.parametrize("numbers", [[], [("a", 0), ("b", 1)], [("a", 0), ("a", 0)], [("a", 0), ("a", 1), ("b", 0)]])
def test_unequal_replications_are_refused(one: Measures, numbers: list[tuple[str, int]]) -> None:
    with pytest.raises(ValueError, match=r"no measures|same replications"):
        by_mode(replace(one, mode=m, replication=n) for m, n in numbers)
