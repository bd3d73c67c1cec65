"""Tables on a terminal: a Chinese character is two columns wide, numbers stand to the right."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.proposal.aligned import cut, number, table, width


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("县", 2), ("县a", 3), ("", 0), ("e\u0301", 1), ("（", 2)])
def test_a_text_is_as_wide_as_a_terminal_shows_it(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(alphabet="ab县村（1 ", max_size=30), st.integers(1, 30))
def test_a_cut_text_fits_and_says_that_something_is_lost(text: str, columns: int) -> None:
    found = cut(text, columns)
    assert width(found) <= columns
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]))


@pytest.mark.parametrize(("value", "text"), [
    (None, "—"), (math.nan, "—"), (math.inf, "∞"), (12_345, "12,345"), (1234.567, "1,234.57"), ("x", "x"),
    (True, "True"),
])
def test_numbers_are_those_of_a_reader(value: object, text: str) -> None:
    assert number(value) == text


def test_columns_are_aligned_and_left_out_rows_counted() -> None:
    found = table(pd.DataFrame({"村": ["甲村", "b"], "n": [1.0, 20.5]}), rows=1).splitlines()
    assert found == ["村      n", "----  ---", "甲村  1.0", "… +1"] or found[-1] == "… +1"
    lines = table(pd.DataFrame({"村": ["甲村", "b"], "n": [1.0, 20.5]})).splitlines()
    assert len({width(line) for line in lines}) == 1


def test_a_column_has_as_many_decimals_as_it_needs() -> None:
    lines = table(pd.DataFrame({"whole": [1.0, 2.0], "half": [0.5, 1.0], "third": [1 / 3, 1.0]})).splitlines()
    assert lines[2].split() == ["1", "0.5", "0.33"]


def test_a_frame_without_rows_is_its_heads() -> None:
    assert table(pd.DataFrame(columns=["a"])).splitlines() == ["a", "-"]
