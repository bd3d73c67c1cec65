"""A workbook as a zip of parts: found whatever the case of their names, walked through piece by piece, refused where damaged."""

from __future__ import annotations

import pytest

from sim.table.limits import MOST_PARTS
from sim.table.parts import NoWorkbookError, TooPackedError, WorkbookParts
from tests.table.tables import packed


def walked(xml: str, most: int = 1_000) -> list[str]:
    said: list[str] = []
    WorkbookParts(packed({"a.xml": xml})).parse("a.xml", lambda tag, attributes: said.append(f"<{tag}{sorted(attributes)}"), lambda tag: said.append(f">{tag}"), said.append, most)
    return said


def test_parts_are_found_by_name_in_any_case() -> None:
    parts = WorkbookParts(packed({"XL/Workbook.xml": "<a/>", "xl\\other.xml": ""}))
    assert "xl/workbook.XML" in parts
    assert "xl/other.xml" in parts
    assert "xl/none.xml" not in parts
    assert parts.size("xl/workbook.xml") == 4


def test_names_come_without_their_prefix() -> None:
    assert walked("<x:a xmlns:x='x' x:k='1'><b>t</b></x:a>") == ["<a['k', 'x']", "<b[]", "t", ">b", ">a"]


@pytest.mark.parametrize("xml", ["<a>", "<!DOCTYPE a><a/>", "no xml", ""])
def test_what_is_no_plain_xml_is_refused(xml: str) -> None:
    with pytest.raises(NoWorkbookError):
        walked(xml)


def test_a_part_may_have_just_as_many_bytes_as_allowed() -> None:
    assert walked("<a></a>", most=7)
    with pytest.raises(NoWorkbookError, match="7 bytes"):
        walked("<a></a>", most=6)


def test_relations_are_relative_to_their_part_or_to_the_whole() -> None:
    links = "<r><Relationship Id='1' Target='sheets/s1.xml'/><Relationship Id='2' Target='/xl/x.xml'/><Relationship Id='3' Target='../y.xml'/></r>"
    parts = WorkbookParts(packed({"xl/_rels/workbook.xml.rels": links}))
    assert parts.relations("xl/workbook.xml") == {"1": "xl/sheets/s1.xml", "2": "xl/x.xml", "3": "y.xml"}
    assert parts.relations("xl/none.xml") == {}


def test_what_is_no_zip_or_packs_too_much_is_refused() -> None:
    with pytest.raises(NoWorkbookError):
        WorkbookParts(b"PK\x03\x04 and no more")
    with pytest.raises(TooPackedError):
        WorkbookParts(packed({f"{i}": "" for i in range(MOST_PARTS + 1)}))


def test_damaged_bytes_are_refused_as_they_are_read() -> None:
    whole = bytearray(packed({"a.xml": "<a>" + "x" * 200 + "</a>"}))
    whole[45:50] = b"\xff" * 5
    with pytest.raises(NoWorkbookError):
        list(WorkbookParts(bytes(whole)).walk("a.xml", lambda tag, attributes: None, lambda tag: None, lambda text: None))
