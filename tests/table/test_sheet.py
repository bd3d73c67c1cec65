"""What a table is declared to hold: columns found by every name they have, headings in either language."""

from __future__ import annotations

import pytest

from sim.table.sheet import Column, Sheet
from tests.table.tables import PLACES


@pytest.mark.parametrize(("words", "key"), [("村名", "name"), ("population", "population"), ("人口数", "population"), ("areakm2", "area")])
def test_a_column_is_known_by_each_of_its_names(words: str, key: str) -> None:
    assert PLACES.known[words].key == key


def test_a_heading_that_nobody_declared_is_not_known() -> None:
    assert "电话" not in PLACES.known
    with pytest.raises(StopIteration):
        PLACES.column("phone")


def test_a_column_says_its_heading_and_its_meaning_in_either_language() -> None:
    column = PLACES.column("population")
    assert (column.header("zh"), column.header("en")) == ("人口", "population")
    assert (column.meaning.text("zh"), column.meaning.text("en")) == ("人口数", "residents")


def test_a_column_is_optional_unless_it_says_otherwise() -> None:
    plain = Column("a", "甲", "text", "a", "甲")
    assert (plain.required, plain.unit, plain.low) == (False, None, None)
    assert Sheet("s", "表", (plain,)).room == "county"
