"""Fields of Word files."""

from __future__ import annotations

import docx

from sim.proposal.paper.word_fields import Bookmarks, add_field, bookmark_of


def test_a_field_shows_what_it_was_until_it_is_computed_again() -> None:
    paragraph = docx.Document().add_paragraph()
    add_field(paragraph, "SEQ Table", "3", stale=True)
    assert paragraph.text == "3"
    assert "SEQ Table" in paragraph._p.xml
    assert paragraph._p.xml.count("w:fldChar ") == 3
    assert 'w:dirty="true"' in paragraph._p.xml


def test_each_place_has_a_number_of_its_own() -> None:
    document, marks = docx.Document(), Bookmarks()
    first, second = document.add_paragraph(), document.add_paragraph()
    opened = [marks.open(p, bookmark_of(name)) for p, name in ((first, "a"), (second, "b"))]
    for paragraph, mark in zip((first, second), opened, strict=True):
        marks.close(paragraph, mark)
    assert opened == ["1", "2"]
    assert "_pf_b" in second._p.xml
