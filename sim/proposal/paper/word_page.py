"""Pages of a Word file that lie on their side, for tables too wide for an upright one."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT

UPRIGHT_MM, LYING_MM = 156.0, 225.0
"""How wide the text of a page is."""


class Turning:
    """Turns the pages of a file as it is written.

    Attributes:
        width_mm: of the text of the page that is written on.
    """

    def __init__(self, document: Document) -> None:
        self._document, self._lying = document, False

    @property
    def width_mm(self) -> float:
        """How wide the text of the page is."""
        return LYING_MM if self._lying else UPRIGHT_MM

    def to(self, *, lying: bool) -> None:
        """Go on on such a page; a new one where the last is another."""
        if lying == self._lying:
            return
        last: Any = self._document.sections[-1]
        margins = last.top_margin, last.right_margin, last.bottom_margin, last.left_margin
        page: Any = self._document.add_section()
        page.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        page.page_width, page.page_height = last.page_height, last.page_width
        turned = margins[1:] + margins[:1] if lying else margins[-1:] + margins[:-1]
        page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = turned
        self._lying = lying
