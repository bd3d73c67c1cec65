"""The codebook has a row for every key of the tables, from the registry."""

from __future__ import annotations

from sim.measure.codebook import COLUMNS, codebook
from sim.measure.registry import keys


def test_every_key_of_the_tables_has_a_row() -> None:
    book = codebook()
    assert list(book.columns) == list(COLUMNS)
    assert tuple(book["kpi"]) == keys()
    assert not book.drop(columns=["empty"]).isna().any().any()
    assert (book[["name_zh", "name_en", "unit", "cohort", "censoring", "aggregation", "formula"]] != "").all().all()
