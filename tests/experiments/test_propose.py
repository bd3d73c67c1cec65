"""``propose``: documents of a comparison's results folder."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from experiments.app import run
from tests.experiments.county_files import write_county
from tests.experiments.read_back import word_numbers, workbook_numbers
from tests.page_faults import page_faults

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=3", "robustness.points=0", "workers=1"]

FORMULAS = {"=": "东镇甲村", "+": "东镇乙村", "-": "西乡甲村", "@": "西乡乙村"}
"""Names of villages that begin like formulas, by their sign."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("propose")
    county = write_county(home / "small", each=4)
    villages = county / "villages.csv"
    told = villages.read_text(encoding="utf-8")
    for sign, name in FORMULAS.items():
        told = told.replace(name + ",", f"{sign}{name},")
    villages.write_text(told, encoding="utf-8")
    words = [f"county={county}", "replications=2", "modes=[courier_courier,transport_courier]", "charts=false", f"store={home / 'store'}"]
    assert run("compare", [*SHORT, *words, f"hydra.run.dir={home / 'results'}"]) == 0
    return home / "results"


@pytest.fixture(scope="module")
def made(results: Path) -> Path:
    """A folder with the documents in Chinese."""
    assert run("propose", [str(results), "lang=zh", "chart.formats=[png]", "chart.print_dpi=60", "workers=1"]) == 0
    return results


def test_a_folder_becomes_word_excel_and_html(made: Path) -> None:
    document = docx.Document(str(made / "proposal.docx"))
    assert "二、主要结论" in [p.text for p in document.paragraphs]
    assert len(document.tables) > 5
    assert (made / "proposal.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_every_number_reads_back_by_title_row_and_column(made: Path) -> None:
    assert word_numbers(made) > 200
    of_tables = workbook_numbers(made, "zh")
    assert {"village_results", "townships", "fleet", "crews_use", "timetable", "running_cost", "comparison"} <= {name for name, n in of_tables.items() if n}


def test_every_sheet_is_filtered_frozen_and_prints_on_a4(made: Path) -> None:
    for sheet in openpyxl.load_workbook(made / "proposal.xlsx").worksheets[1:]:
        assert sheet.auto_filter.ref, sheet.title
        assert sheet.freeze_panes in ("A2", "B2"), sheet.title
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (9, 0, "$1:$1"), sheet.title


def test_names_like_formulas_come_out_as_texts(made: Path) -> None:
    names = {sign + name for sign, name in FORMULAS.items()}
    sheet = openpyxl.load_workbook(made / "proposal.xlsx")["方案分村结果"]
    cells = {cell.value: cell.data_type for (cell,) in sheet.iter_rows(max_col=1)}
    assert {cells[name] for name in names} <= {"s", "inlineStr"}
    tables = [t for t in docx.Document(str(made / "proposal.docx")).tables if t.cell(0, 0).text == "名称"]
    assert any(names <= {cell.text for cell in table.columns[0].cells} for table in tables)
    page = (made / "proposal.html").read_text(encoding="utf-8")
    assert all(f">{name}<" in page for name in names)


def test_a_reader_of_the_pages_stumbles_over_nothing(made: Path) -> None:
    for name in ("proposal", "index"):
        assert page_faults((made / f"{name}.html").read_text(encoding="utf-8"), "zh") == []


def test_the_page_asks_for_nothing_from_a_network(made: Path) -> None:
    page = (made / "proposal.html").read_text(encoding="utf-8")
    assert not re.findall(r"https?://|<link|<script|@import|url\(|<iframe", page)
    assert all(source.startswith("data:") for source in re.findall(r'src="([^"]*)"', page))


def test_the_document_reads_back_with_every_heading_table_and_figure(made: Path) -> None:
    document = docx.Document(str(made / "proposal.docx"))
    styles = [p.style.name for p in document.paragraphs if p.style]
    assert styles.count("Heading 1") == 13
    captions = [p.text for p in document.paragraphs if p.style and p.style.name == "Caption"]
    assert len([c for c in captions if c.startswith("表")]) == len(document.tables)
    with zipfile.ZipFile(made / "proposal.docx") as parts:
        charts = [n for n in parts.namelist() if n.startswith("word/charts/chart")]
        pictures = [n for n in parts.namelist() if n.startswith("word/media/") and not n.endswith((".emf", ".wmf"))]
        assert len([c for c in captions if c.startswith("图")]) == len(charts) + len(pictures)
        assert len(charts) == 3
        assert {"map_mode.csv", "map_mode.png", "quantiles.png"} <= {file.name for file in (made / "figures").iterdir()}
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))


@pytest.mark.slow
def test_in_english_it_is_english(made: Path) -> None:
    assert run("propose", [str(made), "lang=en", "charts=false"]) == 0
    assert "2  Findings" in [p.text for p in docx.Document(str(made / "proposal.docx")).paragraphs]


def test_what_is_no_results_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("propose", [str(tmp_path), "lang=en"]) == 2
    assert "parcelflow compare first" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_template_that_is_no_word_file_is_told(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.docx").write_text("no")
    assert run("propose", [str(results), f"propose.template={tmp_path / 'own.docx'}", "lang=en"]) == 2
    assert "propose.template" in capsys.readouterr().err
