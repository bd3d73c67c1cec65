"""A workbook: its sheets in their order, what they share, and what a file is that is none."""

from __future__ import annotations

import pytest

from sim.table.parts import NoWorkbookError
from sim.table.raw import CellKind
from sim.table.workbook import OLE, SheetPart, Workbook, why_no_workbook
from tests.table.tables import packed

SHEETS = "<sheet name='甲' id='1'/><sheet name='乙' id='2' state='hidden'/><sheet name='图' id='3'/><sheet name='丙' id='9'/>"
RELATIONS = "".join(f"<Relationship Id='{i}' Target='{t}'/>" for i, t in [(1, "worksheets/a.xml"), (2, "worksheets/b.xml"), (3, "chartsheets/sheet.xml"), (4, "sharedStrings.xml"), (5, "styles.xml")])
PARTS = {
    "xl/workbook.xml": f"<workbook><workbookPr date1904='1'/><sheets>{SHEETS}</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": f"<r>{RELATIONS}</r>",
    "xl/worksheets/a.xml": "<worksheet><row r='1'><c t='s'><v>1</v></c><c s='1'><v>1</v></c></row></worksheet>",
    "xl/worksheets/b.xml": "<worksheet/>", "xl/chartsheets/sheet.xml": "<chartsheet/>",
    "xl/sharedStrings.xml": "<sst><si><t>x</t></si><si><r><t>东</t></r><r><t>镇</t></r><rPh><t>zhen</t></rPh></si></sst>",
    "xl/styles.xml": "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
}  # fmt: skip


def test_sheets_stand_in_the_order_of_their_tabs_and_charts_are_none() -> None:
    assert Workbook(packed(PARTS)).sheets == (SheetPart("甲", True, "xl/worksheets/a.xml"), SheetPart("乙", False, "xl/worksheets/b.xml"))


def test_cells_have_shared_texts_formats_and_the_calendar_of_the_workbook() -> None:
    workbook = Workbook(packed(PARTS))
    (line,) = workbook.grid(workbook.sheets[0]).rows()
    assert line == (1, False, {0: ("东镇", CellKind.TEXT), 1: ("1904-01-02", CellKind.DATE)})


def test_a_zip_without_a_workbook_is_refused() -> None:
    with pytest.raises(NoWorkbookError):
        Workbook(packed({"a.txt": "x"}))


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (OLE + b"x", "is_xls"), (OLE + "EncryptedPackage".encode("utf-16-le"), "is_protected"), (b"\xef\xbb\xbf <HTML>", "is_html"), (b"PK mimetypeapplication/vnd.oasis", "is_ods"),
        (b"PK xl/workbook.bin", "is_xlsb"), (b"PK word/document.xml", "is_document"), (b"PK", "is_zip"), (b"a,b\n", "is_text"), (b"\x00\x01", "is_unknown"), (b"", "is_unknown"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told(data: bytes, phrase: str) -> None:
    assert why_no_workbook(data) == f"table.{phrase}"
