"""Styles of Word files."""

from __future__ import annotations

import docx

from sim.proposal.paper.word_style import LATIN, LOOKS, prepare_page, prepare_styles


def test_styles_that_are_there_may_keep_their_look_and_missing_ones_are_made() -> None:
    document = docx.Document()
    document.styles["Normal"].font.name = "Courier"
    prepare_styles(document, "zh", 156.0, keep=True)
    assert document.styles["Normal"].font.name == "Courier"
    assert document.styles["Cell"].font.size.pt == LOOKS["Cell"].size
    prepare_styles(document, "zh", 156.0, keep=False)
    assert document.styles["Normal"].font.name == LATIN


def test_the_language_of_the_text_is_said() -> None:
    document = docx.Document()
    prepare_page(document, "zh")
    assert 'w:eastAsia="zh-CN"' in document.styles["Normal"].element.xml
    assert document.core_properties.language == "zh-CN"
