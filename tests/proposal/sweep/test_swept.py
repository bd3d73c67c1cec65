"""What a sweep rests on, its states and ranking, and the types of its swept columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.proposal.sweep.swept import Basis, column, ranking
from tests.proposal.sweeping import COST, SHARE, swept, table

DATA = {
    "title": ["甲", "a"], "origin": ["乙", "b"], "days": ["丙", "c"], "inputs": [["丁", "d"]], "fixed": ["seed=7"],
    "version": "1",
}


def test_a_basis_is_read_from_what_json_makes_of_it() -> None:
    found = Basis.of(DATA)
    assert (found.title, found.inputs, found.fixed, found.version) == (("甲", "a"), (("丁", "d"),), ("seed=7",), "1")


@pytest.mark.parametrize("name", DATA)
def test_a_basis_without_a_part_is_refused(name: str) -> None:
    with pytest.raises(KeyError, match=name):
        Basis.of({k: v for k, v in DATA.items() if k != name})


def test_scenarios_are_counted_by_state() -> None:
    assert swept().found.states() == {"ok": 4, "failed": 1, "missing": 1}


def test_the_overloaded_stand_behind_and_what_is_not_done_stands_nowhere() -> None:
    assert ranking(table(), COST)["number"].tolist() == [1, 2, 3, 4]
    assert ranking(table(), SHARE)["number"].tolist() == [2, 3, 1, 4]
    endless = table().assign(**{COST: [np.inf, 2.1, np.nan, 1.0, 1.0, 1.0]})
    assert ranking(endless, COST)["number"].tolist() == [2, 4]


@pytest.mark.parametrize(("values", "dtype"), [([1, 2], "int64"), ([1, 2.5], "float64"), ([True, False], "bool")])
def test_a_column_of_numbers_has_their_type(values: list[Any], dtype: str) -> None:
    assert column(values).dtype == np.dtype(dtype)


def test_any_other_column_is_text_as_a_person_writes_it() -> None:
    assert column([["08:00", "14:00"], "x"]).tolist() == ["[08:00, 14:00]", "x"]
    assert column([1, True]).tolist() == ["1", "true"]
