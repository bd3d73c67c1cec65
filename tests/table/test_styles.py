"""Formats that show a number as a date or a time, and the text that they show."""

from __future__ import annotations

import pytest

from sim.table.parts import WorkbookParts
from sim.table.raw import CellKind
from sim.table.styles import CellFormat, Shown, cell_formats, format_of, moment, shown
from tests.table.tables import packed


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("General", Shown.NUMBER), ("0.00", Shown.NUMBER), ("#,##0", Shown.NUMBER), ("yyyy/m/d", Shown.DATE), ("m月d日", Shown.DATE), ("mmm-yy", Shown.DATE), ("h:mm", Shown.TIME), ("[h]:mm:ss", Shown.TIME),
        ("mm:ss", Shown.TIME), ('0"天"', Shown.NUMBER), ("[Red]0", Shown.NUMBER), ("yyyy-mm-dd hh:mm", Shown.DATE), ("0;[Red]d", Shown.NUMBER), ('"d"0', Shown.NUMBER),
    ],
)  # fmt: skip
def test_a_code_shows_a_number_a_date_or_a_time(code: str, how: Shown) -> None:
    assert shown(code) is how


@pytest.mark.parametrize(
    ("value", "how", "from_1904", "text"),
    [
        (0.25, Shown.TIME, False, "06:00"), (0.2503472, Shown.TIME, False, "06:00:30"), (44927, Shown.DATE, False, "2023-01-01"), (44927.5, Shown.DATE, False, "2023-01-01 12:00:00"), (1, Shown.DATE, False, "1900-01-01"),
        (59, Shown.DATE, False, "1900-02-28"), (61, Shown.DATE, False, "1900-03-01"), (0, Shown.DATE, True, "1904-01-01"), (44926.999999, Shown.DATE, False, "2023-01-01"), (1.25, Shown.TIME, False, "1900-01-01 06:00:00"),
    ],
)  # fmt: skip
def test_a_number_is_shown_as_a_moment(value: float, how: Shown, from_1904: bool, text: str) -> None:
    assert moment(value, how, from_1904) == (text, CellKind.TIME if len(text) < 10 else CellKind.DATE)


@pytest.mark.parametrize("value", [-1.0, 2_958_466.0, float("nan"), float("inf")])
def test_beyond_the_calendar_there_is_no_moment(value: float) -> None:
    assert moment(value, Shown.DATE, False) is None


def test_formats_of_cells_stand_by_their_number() -> None:
    xml = (
        "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='20'/><xf numFmtId='170'/></cellXfs></styleSheet>"
    )
    assert cell_formats(WorkbookParts(packed({"styles.xml": xml})), "styles.xml") == [CellFormat(how) for how in (Shown.NUMBER, Shown.DATE, Shown.TIME, Shown.DATE)]


@pytest.mark.parametrize(
    ("code", "unit"),
    [
        ('0"件/月"', "件/月"), ('0.0 "万"', "万"), ("0\\户", "户"), ('General"亩"', "亩"), ('#,##0"公斤"_);-0"公斤"', "公斤"),
        ('0.0,"千"', ""), ('0!.0,"万"', ""), ('"约"0', ""), ('0"号"', ""), ("0.00", ""), ('0%"件"', ""), ('yyyy"年"', ""), ("#,##0_ ", ""),
    ],
)  # fmt: skip
def test_a_unit_that_a_format_writes_behind_a_number_is_read(code: str, unit: str) -> None:
    assert format_of(code).unit == unit
