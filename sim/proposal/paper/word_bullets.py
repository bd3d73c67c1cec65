"""Marks of points in a Word file that has none."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def add_bullets(document: Document) -> int:
    """Add a list of points to the file's lists; its number, by which styles ask for it."""
    lists = _lists(document)
    known = [int(x.get(qn("w:abstractNumId"))) for x in lists.findall(qn("w:abstractNum"))]
    numbers = [int(x.get(qn("w:numId"))) for x in lists.findall(qn("w:num"))]
    kind, number = max(known, default=-1) + 1, max(numbers, default=0) + 1
    found = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    )
    first = lists.find(qn("w:num"))
    lists.append(found) if first is None else first.addprevious(found)
    asked = parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>')
    last = lists.findall(qn("w:num"))
    last[-1].addnext(asked) if last else lists.append(asked)
    return number


def _lists(document: Document) -> Any:
    """The lists of the file; none yet where it has no part for them."""
    part: Any = document.part
    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        empty = parse_xml(f'<w:numbering {nsdecls("w")}/>')
        made = NumberingPart(PackURI("/word/numbering.xml"), NUMBERING, empty, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return made.element
