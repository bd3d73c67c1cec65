"""Pages of a Word file: how wide their text is, and those that lie on their side for wide tables."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

A4, MARGIN = (Mm(210), Mm(297)), Mm(25.4)
"""Of a page that says nothing of itself."""


def complete_page(document: Document) -> None:
    """Give the last section of a file what it does not say of its page."""
    document.element.body.get_or_add_sectPr()
    section: Any = document.sections[-1]
    section.page_width, section.page_height = section.page_width or A4[0], section.page_height or A4[1]
    for side in ("top", "right", "bottom", "left"):
        if getattr(section, f"{side}_margin") is None:
            setattr(section, f"{side}_margin", MARGIN)


class Turning:
    """Turns the pages of a file as it is written; those of a file whose pages lie already stay as they are.

    Attributes:
        width_mm, height_mm: of the text of the page that is written on.
    """

    def __init__(self, document: Document) -> None:
        section: Any = document.sections[-1]
        self._document, self._lying = document, False
        self._upright = section.page_width < section.page_height

    @property
    def width_mm(self) -> float:
        """How wide the text of the page is."""
        section: Any = self._document.sections[-1]
        return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))

    @property
    def height_mm(self) -> float:
        """How high the text of the page is."""
        section: Any = self._document.sections[-1]
        return float((section.page_height - section.top_margin - section.bottom_margin) / Mm(1))

    def to(self, *, lying: bool) -> None:
        """Go on on such a page; a new one where the last is another."""
        if lying == self._lying or not self._upright:
            return
        last: Any = self._document.sections[-1]
        margins = last.top_margin, last.right_margin, last.bottom_margin, last.left_margin
        page: Any = self._document.add_section()
        page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = last.page_height, last.page_width
        turned = margins[1:] + margins[:1] if lying else margins[-1:] + margins[:-1]
        page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = turned
        _go_on(page)
        self._lying = lying


def _go_on(section: Any) -> None:
    """Let a section go on from the one before: no first page of its own, no pages counted anew."""
    for tag in ("w:titlePg", "w:pgNumType"):
        for element in section._sectPr.findall(qn(tag)):
            if tag == "w:titlePg":
                section._sectPr.remove(element)
            else:
                element.attrib.pop(qn("w:start"), None)
