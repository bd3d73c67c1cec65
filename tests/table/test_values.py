"""From the text of a cell to its value, or to the one thing that is wrong with it."""

from __future__ import annotations

import pytest

from sim.problems import said
from sim.table.raw import CellKind
from sim.table.sheet import CellFault, Column
from sim.table.values import LONGEST_NAME, ChoiceWords, Rounded, bounds_of, number_of, unit_in, value_of
from tests.table.tables import PLACES


def value(text: str, key: str, kind: CellKind = CellKind.TEXT, factor: float = 1.0) -> object:
    found = value_of(text, kind, PLACES.column(key), factor)
    return found.code if isinstance(found, CellFault) else found


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("甲村", "name", "甲村"), ("007", "code", "007"), ("5", "population", 5), ("5.5", "population", Rounded(6)), ("0.06", "population", "doubtful_unit"), ("1.3", "population", "doubtful_unit"), ("0.0", "population", 0), ("1,200", "population", 1200), ("１２", "population", 12), ("1.2万", "population", 12_000), ("2e2", "population", 200),
        ("500米", "km", 0.5), ("12", "km", 12.0), (".5", "km", 0.5), ("社区", "kind", "community"), ("0", "population", 0), ("200000", "population", 200_000), ("\u22121", "population", "out_of_range"),
        ("200001", "population", "out_of_range"), ("1e400", "km", "out_of_range"), ("九", "km", "not_a_number"), ("5 步", "km", "not_a_number"), ("1,2", "km", "not_a_number"), ("--", "km", "not_finite"), ("NaN", "km", "not_finite"),
        ("inf", "km", "not_finite"), ("#N/A", "km", "cell_error"), ("镇", "kind", "bad_choice"), ("2026-03-05", "name", "not_text"), ("3月5日", "code", "not_text"), ("true", "name", "not_text"), ("a\ufffd", "name", "broken_text"),
        ("x" * LONGEST_NAME, "name", "x" * LONGEST_NAME), ("x" * (LONGEST_NAME + 1), "name", "too_long"), ("3.7E+11", "code", "mangled_code"),
    ],
)  # fmt: skip
def test_a_cell_is_a_value_or_a_fault(text: str, key: str, found: object) -> None:
    assert value(text, key) == found


@pytest.mark.parametrize(
    ("kind", "key", "code"), [(CellKind.FORMULA, "name", "formula_without_value"), (CellKind.ERROR, "km", "cell_error"), (CellKind.DATE, "km", "not_a_number"), (CellKind.BOOL, "name", "not_text"), (CellKind.TIME, "code", "not_text")]
)
def test_what_a_workbooks_cell_holds_counts(kind: CellKind, key: str, code: str) -> None:
    assert value("1", key, kind) == code


def test_the_unit_of_the_heading_multiplies_and_that_of_the_cell_goes_first() -> None:
    assert value("24", "km", factor=0.5) == 12
    assert value("24公里", "km", factor=0.5) == 24
    assert number_of("3", CellKind.NUMBER, PLACES.column("km"), 0.1) == 0.3


def test_a_column_may_read_its_own_cells() -> None:
    own = Column("a", "甲", "own", "a", "甲", read=lambda text: CellFault("odd", "even") if len(text) % 2 else len(text))
    assert value_of("ab", CellKind.TEXT, own, 1.0) == 2
    assert value_of("abc", CellKind.TEXT, own, 1.0) == CellFault("odd", "even")


@pytest.mark.parametrize(("text", "unit"), [("5公里", "公里"), ("5（公里）", "公里"), ("5", ""), ("公里", ""), ("1,200 人", "人")])
def test_the_unit_after_a_number(text: str, unit: str) -> None:
    assert unit_in(text) == unit


def test_bounds_are_said_with_their_unit() -> None:
    told = said(bounds_of(PLACES.column("area")), "en")
    assert "0" in told
    assert "500,000" in told
    assert "km²" in told


def test_the_words_of_a_choice_are_told_in_the_readers_language() -> None:
    mixed = ChoiceWords(("yes", "有", "√", "无", "no"))
    assert mixed.text("zh") == "有、无"
    assert mixed.text("en") == "yes, √, no"
    assert ChoiceWords(("gcj02",)).text("zh") == "gcj02"


def test_a_number_out_of_bounds_in_another_unit_is_told_as_it_was_read() -> None:
    found = number_of("600", CellKind.NUMBER, PLACES.column("population"), 10_000.0)
    assert isinstance(found, CellFault)
    assert said(found.hint, "zh").startswith("按所写的单位，这是 6,000,000 人")
