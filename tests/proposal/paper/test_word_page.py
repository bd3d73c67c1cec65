"""Pages of a Word file, and those that lie on their side."""

from __future__ import annotations

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from sim.proposal.paper.word_page import Turning, complete_page


def test_a_page_is_turned_and_turned_back_with_its_margins() -> None:
    document = docx.Document()
    first = document.sections[0]
    first.page_width, first.page_height, first.top_margin, first.bottom_margin = Mm(210), Mm(297), Mm(37), Mm(35)
    first.left_margin, first.right_margin = Mm(28), Mm(26)
    pages = Turning(document)
    pages.to(lying=False)
    assert (len(document.sections), pages.width_mm) == (1, pytest.approx(156, abs=0.1))
    pages.to(lying=True)
    assert (len(document.sections), pages.width_mm) == (2, pytest.approx(225, abs=0.1))
    pages.to(lying=False)
    sizes = [(s.page_width, s.page_height, s.top_margin, s.left_margin) for s in document.sections]
    assert sizes[0] == sizes[2]
    assert sizes[1][:2] == (first.page_height, first.page_width)


def test_pages_that_lie_already_stay_and_a_cover_of_the_first_section_does_not_come_again() -> None:
    document = docx.Document()
    own = document.sections[0]
    own.different_first_page_header_footer = True
    own._sectPr.append(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'))
    pages = Turning(document)
    pages.to(lying=True)
    assert not document.sections[1].different_first_page_header_footer
    assert document.sections[1]._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) is None
    assert document.sections[0].different_first_page_header_footer
    lying = docx.Document()
    lying.sections[0].page_width, lying.sections[0].page_height = Mm(420), Mm(297)
    Turning(lying).to(lying=True)
    assert len(lying.sections) == 1


def test_a_page_that_says_nothing_of_itself_is_a4() -> None:
    document = docx.Document()
    section = document.sections[0]._sectPr
    for tag in ("w:pgSz", "w:pgMar"):
        section.remove(section.find(qn(tag)))
    complete_page(document)
    assert Turning(document).width_mm == pytest.approx(210 - 2 * 25.4, abs=0.1)
    document.element.body.remove(section)
    complete_page(document)
    assert Turning(document).width_mm == pytest.approx(210 - 2 * 25.4, abs=0.1)
