"""Pages that lie on their side."""

from __future__ import annotations

import docx
from docx.shared import Mm

from sim.proposal.paper.word_page import LYING_MM, UPRIGHT_MM, Turning


def test_a_page_is_turned_and_turned_back_with_its_margins() -> None:
    document = docx.Document()
    first = document.sections[0]
    first.page_width, first.page_height, first.top_margin, first.left_margin = Mm(210), Mm(297), Mm(37), Mm(28)
    pages = Turning(document)
    pages.to(lying=False)
    assert (len(document.sections), pages.width_mm) == (1, UPRIGHT_MM)
    pages.to(lying=True)
    assert (len(document.sections), pages.width_mm) == (2, LYING_MM)
    pages.to(lying=False)
    sizes = [(s.page_width, s.page_height, s.top_margin, s.left_margin) for s in document.sections]
    assert sizes[0] == sizes[2]
    assert sizes[1][:2] == (first.page_height, first.page_width)
