"""``propose``: documents of a comparison's results folder."""

from __future__ import annotations

from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from experiments.app import run
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=3", "robustness.points=0", "workers=1"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("propose")
    county = write_county(home / "small")
    words = [f"county={county}", "replications=2", "modes=[courier_courier,transport_courier]", "charts=false", f"store={home / 'store'}"]
    assert run("compare", [*SHORT, *words, f"hydra.run.dir={home / 'results'}"]) == 0
    return home / "results"


@pytest.mark.parametrize(("lang", "chapter"), [("zh", "二、主要结论"), ("en", "2  Findings")])
def test_a_folder_becomes_word_excel_and_html_in_either_language(results: Path, lang: str, chapter: str) -> None:
    assert run("propose", [str(results), f"lang={lang}"]) == 0
    document = docx.Document(str(results / "proposal.docx"))
    assert chapter in [p.text for p in document.paragraphs]
    assert len(document.tables) > 5
    book = openpyxl.load_workbook(results / "proposal.xlsx")
    villages = book["Villages" if lang == "en" else "各村"]
    kept = pd.read_parquet(results / "villages.parquet")
    assert villages.max_row == 1 + len(kept[kept["kpi"] == kept["kpi"].iloc[0]]) if "kpi" in kept else villages.max_row > 1
    assert (results / "proposal.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_no_results_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("propose", [str(tmp_path), "lang=en"]) == 2
    assert "parcelflow compare first" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_template_that_is_no_word_file_is_told(results: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "own.docx").write_text("no")
    assert run("propose", [str(results), f"propose.template={tmp_path / 'own.docx'}", "lang=en"]) == 2
    assert "propose.template" in capsys.readouterr().err
