"""Sheets of a plan in a workbook: told in the guide, with words to choose from, and examples that are not read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from sim.policy.plan_book import EXAMPLES, add_sheets
from sim.policy.sheets import SHEETS, read_plan
from sim.table import Findings


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_plan_has_its_heads_its_words_and_an_example_that_is_not_read(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    made = openpyxl.Workbook()
    add_sheets(made, lang)
    made.save(path)
    book, findings = openpyxl.load_workbook(path), Findings()
    told = [row[1] for row in book.worksheets[0].iter_rows(values_only=True)]
    for sheet in SHEETS:
        page = book[sheet.zh if lang == "zh" else sheet.key]
        heads = [c.header(lang) for c in sheet.columns]
        assert [cell.value for cell in page[1]] == heads
        assert set(heads) <= set(told)
        assert page.max_row == 2
        assert len(EXAMPLES[sheet.key]) > 1
        assert len(page.data_validations.dataValidation) == sum(bool(c.choices) for c in sheet.columns)
    assert not any(read_plan(path, findings).values())
    assert not findings.problems
