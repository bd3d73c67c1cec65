"""Marks of points in a Word file that has none."""

from __future__ import annotations

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from sim.proposal.paper.word_bullets import add_bullets


def test_a_list_is_added_to_those_there_and_to_a_file_that_has_none() -> None:
    document = docx.Document()
    before = len(document.part.numbering_part.element.findall(qn("w:num")))
    number = add_bullets(document)
    lists = document.part.numbering_part.element
    assert len(lists.findall(qn("w:num"))) == before + 1
    assert [x.tag for x in lists] == sorted((x.tag for x in lists), key=lambda tag: tag == qn("w:num"))
    assert lists.findall(qn("w:num"))[-1].get(qn("w:numId")) == str(number)
    for key, relation in list(document.part.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            del document.part.rels[key]
    assert add_bullets(document) == 1
    assert document.part.numbering_part.element.find(qn("w:abstractNum")) is not None
