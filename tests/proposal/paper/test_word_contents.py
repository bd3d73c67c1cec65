"""Contents that are filled in as the file is written."""

from __future__ import annotations

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from sim.proposal.paper.word_contents import ContentsLine, add_contents, update_when_opened


def test_lines_link_to_their_places_within_one_field() -> None:
    document = docx.Document()
    for name in ("toc 1", "toc 2"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    add_contents(document, "TOC", [ContentsLine("一、甲", "_Toc1"), ContentsLine("（一）乙", "_Toc2", 2)])
    body = document.element.body
    assert [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))] == ["_Toc1", "_Toc2"]
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == 3
    assert [p.style.name for p in document.paragraphs if p.style] == ["toc 1", "toc 2"]


def test_fields_are_computed_as_the_file_is_opened() -> None:
    document = docx.Document()
    update_when_opened(document)
    assert document.settings.element.find(qn("w:updateFields")) is not None
