"""Typefaces of official documents, and what stands in where a computer has them not."""

from __future__ import annotations

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

STANDS_IN = {
    "方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "黑体": "SimHei", "宋体": "SimSun",
    "仿宋": "FangSong", "楷体": "KaiTi",
}
"""By typeface, the one that Word takes in its place."""


def name_alternatives(document: Any) -> None:
    """Name what stands in for each typeface in the file's table of fonts."""
    part = next((p for p in document.part.package.iter_parts() if p.partname.endswith("/fontTable.xml")), None)
    if part is None:
        return
    table = parse_xml(part.blob)
    there = {font.get(qn("w:name")) for font in table}
    for name, other in STANDS_IN.items():
        if name in there:
            continue
        table.append(parse_xml(
            f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        ))
    part._blob = serialize_part_xml(table)


def drop_old_styles(document: Any) -> None:
    """Leave out the second copy of the styles that an empty file of python-docx has for Word 2010: it would contradict
    the first."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[key]
