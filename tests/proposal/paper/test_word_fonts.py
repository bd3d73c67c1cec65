"""Typefaces and what stands in for them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx

from sim.proposal.paper.word_fonts import STANDS_IN, drop_old_styles, name_alternatives
from sim.proposal.paper.word_style import LOOKS


def test_every_chinese_typeface_has_another_that_stands_in() -> None:
    assert {look.chinese for look in LOOKS.values()} <= set(STANDS_IN)
    document = docx.Document()
    name_alternatives(document)
    (table,) = (p.blob.decode() for p in document.part.package.iter_parts() if p.partname.endswith("/fontTable.xml"))
    assert all(f'w:name="{name}"' in table and f'w:val="{other}"' in table for name, other in STANDS_IN.items())


def test_styles_stand_there_once(tmp_path: Path) -> None:
    document = docx.Document()
    drop_old_styles(document)
    document.save(str(tmp_path / "a.docx"))
    assert "word/stylesWithEffects.xml" not in zipfile.ZipFile(tmp_path / "a.docx").namelist()
