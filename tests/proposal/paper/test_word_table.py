"""Tables of Word files: cells as texts, widths of columns."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH

from sim.proposal.paper.paper import Grid
from sim.proposal.paper.word_style import prepare_styles
from sim.proposal.paper.word_table import (
    BREAK,
    CHARACTER_MM,
    FINE_MM,
    add_grid,
    breakable,
    formats_of,
    grid_texts,
    texts_of,
    widths,
)
from sim.proposal.sheet import GENERAL, ONE, PERCENT, TWO, WHOLE


def test_numbers_are_written_in_their_format_and_what_is_missing_is_a_dash() -> None:
    assert texts_of(pd.Series([0.9634, math.nan]), [PERCENT, PERCENT]) == ["96.3%", "—"]
    assert texts_of(pd.Series([1234.5, "x", None, True], dtype=object), [WHOLE] * 4) == ["1,234", "x", "", "True"]


def test_a_column_of_whole_numbers_has_no_decimals_unless_it_says_so() -> None:
    grid = Grid("g", "", pd.DataFrame({"n": [1.0, 2.0], "x": [1.0, 2.5], "p": [1.0, 2.0]}), {"p": ONE})
    assert [formats_of(grid, head)[0] for head in ("n", "x", "p")] == [WHOLE, TWO, ONE]
    by_row = Grid("g", "", grid.table, {}, rows=(PERCENT, ONE))
    assert formats_of(by_row, "n") == [PERCENT, ONE]


def test_a_long_table_says_how_many_rows_it_leaves_out() -> None:
    grid = Grid("g", "", pd.DataFrame({"n": range(5)}), note="by number.", most=2)
    texts, note = grid_texts(grid, "en")
    assert list(texts["n"]) == ["0", "1"]
    assert note == "by number. 3 more rows are in the workbook."


def test_columns_fill_the_page_and_long_texts_have_more_of_it() -> None:
    found = widths(pd.DataFrame({"a": ["x"], "名称": ["一个很长很长很长的村名"]}), [False, False], 156)
    assert sum(found) == pytest.approx(156)
    assert found[1] > 2 * found[0]


def test_numbers_keep_their_width_where_texts_are_long() -> None:
    texts = pd.DataFrame({"n": ["1,234,567.89"], **{f"t{i}": ["很长的文字" * 6] for i in range(5)}})
    found = widths(texts, [True, *[False] * 5], 156)
    assert found[0] >= 12 * FINE_MM


def test_no_word_is_broken_and_room_goes_where_it_saves_lines() -> None:
    texts = pd.DataFrame({"name": ["Balagongzhen"] * 20, "how": ["delivery with shop goods"] * 20, "why": ["too dear"] * 20, "n": ["1"] * 20})
    found = widths(texts, [False, False, False, True], 100)
    assert sum(found) == pytest.approx(100)
    assert found[0] > 11 * CHARACTER_MM
    assert found[1] > 22 * CHARACTER_MM
    assert found[3] < 10


def test_a_slash_between_words_may_end_a_line_and_one_between_numbers_not() -> None:
    assert breakable("yuan/parcel 61/61") == f"yuan/{BREAK}parcel 61/61"


def test_figures_that_are_texts_stand_to_the_right_as_numbers_do() -> None:
    document = Document()
    prepare_styles(document, "en", 150.0, keep=False)
    table = pd.DataFrame({"KPI": ["a", "b"], "plan": ["-1.3 ±0.2", "12"], "n": [1.0, 2.5], "about": ["x", "y"]})
    add_grid(document, Grid("t", "T", table, {"n": GENERAL}), 150.0, "en")
    cells = [(c.text, c.paragraphs[0].alignment) for c in document.tables[0].rows[1].cells]
    right, left = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    assert cells == [("a", left), ("−1.3 ±0.2", right), ("1", right), ("x", left)]
