"""Word files read back: headings, captions, links, tables, fonts, a template of one's own."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from sim.proposal.paper.paper import Figure, Grid, Mention, Paper, PaperHeading, Passage
from sim.proposal.paper.word_file import _chinese, save_paper
from sim.proposal.paper.word_style import LOOKS


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.new("RGB", (30, 20), "white").save(tmp_path / "p.png")
    return tmp_path / "p.png"


def paper(picture: Path, lang: str = "zh") -> Paper:
    table = pd.DataFrame({"村": ["=甲", "乙"], "元": [1.5, 2.25]})
    blocks = (
        PaperHeading("现状"), Passage("一段"), Passage("一点", point=True), PaperHeading("乡镇", 2), Mention("见{villages}和{map}，{无}。"),
        Grid("villages", "各村", table, note="注"), Figure("map", "图上", picture), PaperHeading("结论"),
    )  # fmt: skip
    return Paper("方案附件", "种子 1", blocks, lang)


def test_headings_count_and_captions_and_links_are_fields(tmp_path: Path, picture: Path) -> None:
    save_paper(tmp_path / "a.docx", paper(picture))
    found = docx.Document(str(tmp_path / "a.docx"))
    heads = [(p.style.name, p.text) for p in found.paragraphs if p.style and p.style.name.startswith("Heading")]
    assert heads == [("Heading 1", "一、现状"), ("Heading 2", "（一）乡镇"), ("Heading 1", "二、结论")]
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        body = parts.read("word/document.xml").decode()
    codes = re.findall(r"<w:instrText[^>]*> (\w+) (\S+)", body)
    assert [c for c in codes if c[0] not in ("TOC", "PAGEREF")] == [("REF", "_pf_villages"), ("REF", "_pf_map"), ("SEQ", "表"), ("SEQ", "图")]
    assert set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="(\w+)"', body)) == {"_pf_villages", "_pf_map", "_Toc00000000", "_Toc00000001", "_Toc00000002"}
    lines = [p.text for p in found.paragraphs if p.style and p.style.name.startswith("toc ")]
    assert lines == ["一、现状\t", "（一）乡镇\t", "二、结论\t", "表1  各村\t", "图1  图上\t"]
    assert "见表1和图1，{无}。" in "".join(p.text for p in found.paragraphs)


def test_cells_are_texts_heads_repeat_and_pages_are_a4(tmp_path: Path, picture: Path) -> None:
    save_paper(tmp_path / "a.docx", paper(picture))
    found = docx.Document(str(tmp_path / "a.docx"))
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["村", "元"], ["=甲", "1.50"], ["乙", "2.25"]]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert found.sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_every_style_names_a_chinese_typeface(tmp_path: Path, picture: Path) -> None:
    save_paper(tmp_path / "a.docx", paper(picture))
    styles = docx.Document(str(tmp_path / "a.docx")).styles
    assert all(f'w:eastAsia="{look.chinese}"' in styles[name].element.xml for name, look in LOOKS.items())
    assert "Theme" not in styles["Heading 1"].element.rPr.rFonts.xml.replace("xmlns", "")


def test_a_template_keeps_its_page_and_styles(tmp_path: Path, picture: Path) -> None:
    own = docx.Document()
    own.add_paragraph("封面")
    own.styles["Heading 1"].font.name = "Courier"
    own.save(str(tmp_path / "own.docx"))
    save_paper(tmp_path / "a.docx", paper(picture), tmp_path / "own.docx")
    found = docx.Document(str(tmp_path / "a.docx"))
    assert found.paragraphs[0].text == "封面"
    assert found.styles["Heading 1"].font.name == "Courier"
    assert found.sections[0].page_width == own.sections[0].page_width


def written_on(own: docx.document.Document, picture: Path, tmp_path: Path) -> docx.document.Document:
    """A paper with a picture higher than a page lies, on a template."""
    Image.new("RGB", (300, 1200), "white").save(picture, dpi=(72, 72))
    own.save(str(tmp_path / "own.docx"))
    save_paper(tmp_path / "a.docx", paper(picture), tmp_path / "own.docx")
    return docx.Document(str(tmp_path / "a.docx"))


def test_headings_that_a_template_counts_are_not_counted_twice(tmp_path: Path, picture: Path) -> None:
    own = docx.Document()
    own.styles["Heading 1"].element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    found = written_on(own, picture, tmp_path)
    assert [p.text for p in found.paragraphs if p.style and p.style.name.startswith("Heading")] == ["现状", "乡镇", "结论"]
    assert all("numId w:val=\"0\"" in p._p.xml for p in found.paragraphs if p.style and p.style.name == "TOC Heading")


def test_a_template_without_styles_whose_page_lies_gets_all_that_is_missing(tmp_path: Path, picture: Path) -> None:
    own = docx.Document()
    own.sections[0].page_width, own.sections[0].page_height = Mm(297), Mm(210)
    for style in list(own.styles):
        if style.name == "Heading 2":
            style.element.name_val = "Heading 2"  # as LibreOffice writes it
        elif style.element.get(qn("w:default")) is None:
            style.element.getparent().remove(style.element)
    found = written_on(own, picture, tmp_path)
    (head, *_) = (p for p in found.paragraphs if p.text == "一、现状")
    assert head.style.name == "Heading 1"
    assert "outlineLvl" in head.style.element.xml
    (point,) = (p for p in found.paragraphs if p.text == "一点")
    number = point.style.element.pPr.numPr.numId.val
    assert f'w:numId="{number}"' in found.part.numbering_part.element.xml
    assert "insideH" in found.tables[0].style.element.xml
    section, (shape,) = found.sections[0], found.inline_shapes
    assert shape.height < section.page_height - section.top_margin - section.bottom_margin
    assert shape.height / shape.width == pytest.approx(4, rel=0.01)


def test_rows_at_the_ends_of_a_table_and_short_tables_stay_together(tmp_path: Path, picture: Path) -> None:
    def kept(rows: int, note: str) -> list[int]:
        table = pd.DataFrame({"村": [f"{i}村" for i in range(rows)], "元": range(rows)})
        save_paper(tmp_path / "a.docx", Paper("", "", (Grid("g", "表", table, note=note),), "zh"))
        (found,) = docx.Document(str(tmp_path / "a.docx")).tables
        return [i for i, row in enumerate(found.rows) if all(c.paragraphs[0].paragraph_format.keep_with_next for c in row.cells)]

    assert kept(5, "") == [0, 1, 2, 3, 4]
    assert kept(5, "注") == [0, 1, 2, 3, 4, 5]
    assert kept(30, "注") == [0, 1, 2, 29, 30]


def test_numbers_of_chapters_in_chinese() -> None:
    assert [_chinese(n) for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
