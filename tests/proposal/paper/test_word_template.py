"""Word files that lend a document their page and styles; what is none is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from sim.problems import InputError
from sim.proposal.paper.word_template import DOCUMENT, TEMPLATE, TYPES, open_template


def rewritten(file: Path, name: str, part: str, old: bytes, new: bytes) -> Path:
    """A Word file beside another, one of its parts otherwise."""
    made = file.with_name(name)
    with zipfile.ZipFile(file) as parts, zipfile.ZipFile(made, "w") as written:
        for x in parts.namelist():
            written.writestr(x, parts.read(x).replace(old, new) if x == part else parts.read(x))
    return made


def test_a_document_and_a_template_are_taken_and_nothing_else(tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    made = docx.Document()
    made.add_paragraph("封面")
    made.save(str(own))
    template = rewritten(own, "own.dotx", TYPES, DOCUMENT, TEMPLATE)
    assert [open_template(file).paragraphs[0].text for file in (own, template)] == ["封面", "封面"]
    empty, text = tmp_path / "b.docx", tmp_path / "c.docx"
    with zipfile.ZipFile(empty, "w"):
        pass
    text.write_text("no Word file", encoding="utf-8")
    broken = rewritten(own, "d.docx", "word/document.xml", b"<w:body>", b"<w:body")
    macros = rewritten(own, "e.docm", TYPES, b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main")
    for bad in (empty, text, broken, macros, tmp_path / "none.docx", tmp_path):
        with pytest.raises(InputError, match="template"):
            open_template(bad)
