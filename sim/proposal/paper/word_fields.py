"""Fields of a Word file: numbers of captions, links to them, a table of contents, page numbers."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def add_field(paragraph: Any, code: str, shown: str, *, stale: bool = False) -> None:
    """Append a field to a paragraph.

    Args:
        code: its instruction, such as ``SEQ Table``.
        shown: what stands there until it is computed again.
        stale: Word computes it when the file is opened.
    """
    begin_field(paragraph, code, stale=stale)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, code: str, *, stale: bool = False) -> None:
    """Begin a field at the end of a paragraph; what follows is shown until it is computed again. See ``add_field``."""
    begin = _mark(paragraph, "begin")
    if stale:
        begin.set(qn("w:dirty"), "true")
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)
    _mark(paragraph, "separate")


def end_field(paragraph: Any) -> None:
    """End the field that was begun last."""
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
    return mark


class Bookmarks:
    """The named places of a file, which links lead to; they are numbered as they are made."""

    def __init__(self) -> None:
        self._made = 0

    def open(self, paragraph: Any, name: str) -> str:
        """Begin a place at the end of a paragraph; what closes it."""
        self._made += 1
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self._made))
        start.set(qn("w:name"), name)
        paragraph._p.append(start)
        return str(self._made)

    def close(self, paragraph: Any, mark: str) -> None:
        """End a place at the end of a paragraph."""
        end = OxmlElement("w:bookmarkEnd")
        end.set(qn("w:id"), mark)
        paragraph._p.append(end)


def bookmark_of(name: str) -> str:
    """The name of the place of a block's number."""
    return f"_pf_{name}"[:40]
