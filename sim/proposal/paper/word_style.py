"""The look of a paper in Word: A4, margins and type sizes of an official annex, Chinese and Latin type apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles import BabelFish

from sim.proposal.paper.word_bullets import add_bullets

LATIN = "Times New Roman"

TABLE = "Table Grid"
"""The style of tables."""

HANGING = Pt(18)
"""How far the text of a point stands behind its mark."""


@dataclass(frozen=True)
class StyleLook:
    """How a style looks.

    Attributes:
        chinese: typeface of Chinese characters. ``size``: in points.
        line: distance of lines in points, 0: single.
        before, after: space around a paragraph, in points.
        indent: of the first line, ``left``: of all lines, in points.
    """

    chinese: str
    size: float
    bold: bool = False
    line: float = 0.0
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    left: float = 0.0
    centred: bool = False


LOOKS = {
    "Normal": StyleLook("仿宋_GB2312", 16, line=28, indent=32),
    "Title": StyleLook("方正小标宋简体", 22, before=12, after=8, centred=True),
    "Subtitle": StyleLook("楷体_GB2312", 12, after=12, centred=True),
    "Heading 1": StyleLook("黑体", 16, before=14, after=6),
    "Heading 2": StyleLook("楷体_GB2312", 16, before=8, after=4),
    "List Bullet": StyleLook("仿宋_GB2312", 16, line=28),
    "Caption": StyleLook("黑体", 10.5, before=8, after=4, centred=True),
    "TOC Heading": StyleLook("黑体", 16, before=10, after=8, centred=True),
    "toc 1": StyleLook("仿宋_GB2312", 12, line=20),
    "toc 2": StyleLook("仿宋_GB2312", 12, line=20, left=24),
    "Small": StyleLook("宋体", 9, before=3, after=8),
    "Cell": StyleLook("宋体", 9),
    "Head Cell": StyleLook("黑体", 9),
    "Fine Cell": StyleLook("宋体", 7.5),
    "Fine Head Cell": StyleLook("黑体", 7.5),
}
"""By name of the style; a template that has a style of that name keeps its own look. Sizes are those of official
documents (GB/T 9704): text of size 三号, 28 points from line to line."""

IN_ENGLISH: Mapping[str, Mapping[str, Any]] = {
    "Normal": {"size": 11, "line": 0.0, "indent": 0.0, "after": 6.0}, "List Bullet": {"size": 11, "line": 0.0},
    "Title": {"size": 18, "bold": True}, "Heading 1": {"size": 14, "bold": True},
    "Heading 2": {"size": 12, "bold": True},
    "TOC Heading": {"size": 14, "bold": True}, "toc 1": {"size": 11, "line": 0.0}, "toc 2": {"size": 11, "line": 0.0},
}  # fmt: skip
"""What is otherwise in English."""


def prepare_page(document: Document, lang: str) -> None:
    """Set page, margins and the language of the text."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    fonts = document.styles["Normal"].element.get_or_add_rPr()
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    fonts.append(spoken)
    document.core_properties.language = "zh-CN" if lang == "zh" else "en-GB"


def prepare_styles(document: Document, lang: str, width_mm: float, *, keep: bool) -> None:
    """Give every style its look; one that is not there is made.

    Args:
        width_mm: of the text of a page: contents have their page numbers at its right.
        keep: styles that are there keep their look.
    """
    styles: Any = document.styles
    for style in styles:  # Word calls a style of its own "heading 1", LibreOffice "Heading 1"
        style.element.name_val = BabelFish.ui2internal(style.element.name_val)
    there = {style.name for style in styles}
    for name, look in LOOKS.items():
        style = styles[name] if name in there else _made(document, name)
        if not (keep and name in there):
            _dress(style, replace(look, **IN_ENGLISH.get(name, {})) if lang == "en" else look)
        if name.startswith("toc ") and not (keep and len(style.paragraph_format.tab_stops)):
            style.paragraph_format.tab_stops.add_tab_stop(Mm(width_mm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        if name == "List Bullet" and name not in there:
            style.paragraph_format.left_indent, style.paragraph_format.first_line_indent = HANGING, -HANGING
    if TABLE not in there:
        _rule_tables(styles.add_style(TABLE, WD_STYLE_TYPE.TABLE))


def _made(document: Document, name: str) -> Any:
    """A new style of paragraphs; headings are known as such, points have their mark."""
    styles: Any = document.styles
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = None
    if name.startswith("Heading "):
        style.paragraph_format.keep_with_next = True
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(int(name[-1]) - 1))
        style.element.get_or_add_pPr().append(level)
    if name == "List Bullet":
        style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = add_bullets(document)
    return style


def _rule_tables(style: Any) -> None:
    """Thin lines around every cell."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    style.element.append(parse_xml(f'<w:tblPr {nsdecls("w")}><w:tblBorders>{lines}</w:tblBorders></w:tblPr>'))


def numbers_itself(style: Any) -> bool:
    """Whether a style counts its paragraphs, as headings of many templates do."""
    while style is not None:
        asked = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        if asked is not None:
            return bool(asked.get(qn("w:val")) != "0")
        style = style.base_style
    return False


def _dress(style: Any, look: StyleLook) -> None:
    font, lines = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = LATIN, Pt(look.size), look.bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{theme}"), None)  # a theme's typeface goes before the named one
    faces.set(qn("w:eastAsia"), look.chinese)
    lines.space_before, lines.space_after = Pt(look.before), Pt(look.after)
    lines.left_indent = Pt(look.left) if look.left else None
    lines.first_line_indent = Pt(look.indent) if look.indent else None
    lines.alignment = WD_ALIGN_PARAGRAPH.CENTER if look.centred else None
    if look.line:
        lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    else:
        lines.line_spacing_rule, lines.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
    edges = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if edges is not None:
        style.element.pPr.remove(edges)
