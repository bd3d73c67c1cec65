"""Tables of contents of a Word file: filled in as it is written, page numbers computed as it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from sim.proposal.paper.word_fields import add_field, begin_field, end_field


@dataclass(frozen=True)
class ContentsLine:
    """One line of contents: what it says, the place that it leads to (``word_fields.Bookmarks``), and its level."""

    text: str
    place: str
    level: int = 1


def add_contents(document: Any, code: str, entries: Sequence[ContentsLine]) -> None:
    """Append contents as one field of several paragraphs, in the styles ``toc 1`` and ``toc 2``.

    Args:
        code: its instruction, such as ``TOC \\o "1-2"``.
    """
    for i, entry in enumerate(entries):
        paragraph = document.add_paragraph(style=f"toc {entry.level}")
        if i == 0:
            begin_field(paragraph, code, stale=True)
        _add_line(paragraph, entry)
        if i == len(entries) - 1:
            end_field(paragraph)


def _add_line(paragraph: Any, entry: ContentsLine) -> None:
    """A link to a place, with its page behind."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), entry.place)
    link.set(qn("w:history"), "1")
    before = len(paragraph._p)
    paragraph.add_run(entry.text + "\t")
    add_field(paragraph, f"PAGEREF {entry.place} \\h", "", stale=True)
    for run in list(paragraph._p)[before:]:
        link.append(run)
    paragraph._p.append(link)


def update_when_opened(document: Any) -> None:
    """Have all fields computed as the file is opened."""
    settings = document.settings.element
    for element in settings.findall(qn("w:updateFields")):
        settings.remove(element)
    asked = OxmlElement("w:updateFields")
    asked.set(qn("w:val"), "true")
    later = [settings.find(qn(f"w:{name}")) for name in ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat")]
    after = next((element for element in later if element is not None), None)
    settings.append(asked) if after is None else after.addprevious(asked)
