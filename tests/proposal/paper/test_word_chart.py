"""Charts that Word draws: the numbers stand in the chart and in the workbook inside."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.shared import Mm

from sim.proposal.paper.plots import Plot
from sim.proposal.paper.word_chart import add_chart, chart_height

BARS = Plot(name="b", kind="stacked", unit="元", categories=("=现状", "方案"), series=(("企业", (1.5, 2.0)), ("群众", (0.25, 0.0))))
LINES = Plot(name="l", kind="line", unit="share", across="h", categories=("0", "1"), series=(("甲", (0.1, 0.9)),))


@pytest.fixture
def parts(tmp_path: Path) -> zipfile.ZipFile:
    document = docx.Document()
    for plot in (BARS, LINES):
        add_chart(document.add_paragraph(), plot, Mm(150), chart_height(plot))
    document.save(str(tmp_path / "a.docx"))
    assert len(docx.Document(str(tmp_path / "a.docx")).paragraphs) == 2
    return zipfile.ZipFile(tmp_path / "a.docx")


def test_each_chart_has_its_part_its_workbook_and_its_numbers(parts: zipfile.ZipFile) -> None:
    names = parts.namelist()
    assert {"word/charts/chart1.xml", "word/charts/chart2.xml", "word/embeddings/chart1.xlsx"} <= set(names)
    chart = parts.read("word/charts/chart1.xml").decode()
    assert "<v>1.5</v>" in chart
    assert 'r:id="rId1"' in chart
    assert "../embeddings/chart1.xlsx" in parts.read("word/charts/_rels/chart1.xml.rels").decode()
    assert "lineChart" in parts.read("word/charts/chart2.xml").decode()


def test_the_workbook_has_the_table_with_texts_as_texts(parts: zipfile.ZipFile) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(parts.read("word/embeddings/chart1.xlsx"))).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [[None, "企业", "群众"], ["=现状", 1.5, 0.25], ["方案", 2, 0]]
    assert sheet["A2"].data_type in ("s", "inlineStr")
