"""Handed inputs that attack: names that are formulas or HTML, and stray control characters, on their way through a whole command."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from tests.cases.handed import DATA, said

NAMES = {"@SUM(1)": "<script>alert(1)</script>", "$A_1^2$村": "$\\frac{a$<img src=x onerror=alert(1)>"}
"""What names of the case become, so that other writers are tried too."""


@pytest.mark.usefixtures("no_documents", "nothing_tried")
def test_names_are_names_in_every_file_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = tmp_path / "county"
    shutil.copytree(DATA / "12_formula_names", county)
    file = county / "villages.csv"
    text = file.read_text(encoding="utf-8-sig")
    for old, new in NAMES.items():
        assert f"\n{old}," in text
        text = text.replace(f"\n{old},", f"\n{new},")
    file.write_text(text, encoding="utf-8")
    words = [f"county={county}", "modes=[courier_courier]", "replications=1", "horizon.measured_days=7", "chart.formats=[svg]", "workers=1", "lang=en"]
    code, told = said("compare", [*words, f"hydra.run.dir={tmp_path / 'run'}", f"store={tmp_path / 'store'}"], capsys)
    assert code == 0, told
    no_formula_in_the_workbook(tmp_path / "run")
    no_formula_in_csv(tmp_path / "run")
    no_html(tmp_path / "run")


def no_formula_in_the_workbook(results: Path) -> None:
    cells = [c for page in openpyxl.load_workbook(results / "tables.xlsx") for row in page.iter_rows() for c in row if c.value is not None]
    assert {c.data_type for c in cells} <= {"s", "n", "inlineStr", "b"}
    assert any(str(c.value).startswith("=") and c.quotePrefix for c in cells)


def no_formula_in_csv(results: Path) -> None:
    assert pd.read_parquet(results / "villages.parquet")["name"].str.startswith("=").any()
    for file in results.glob("*.csv"):
        for column, values in pd.read_csv(file, dtype=str, keep_default_na=False).items():
            assert not any(v.startswith(("=", "@", "+")) for v in [str(column), *values]), file.name


def no_html(results: Path) -> None:
    page = (results / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    charts = list((results / "charts").glob("*.svg"))
    assert charts
    for chart in charts:
        assert not {e.tag.rpartition("}")[2] for e in ElementTree.parse(chart).iter()} & {"script", "img", "foreignObject"}, chart.name


@pytest.mark.usefixtures("no_documents", "nothing_tried")
@pytest.mark.slow
def test_stray_control_characters_stop_no_writing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [f"county={DATA / '11_vertical_tab'}", "modes=[courier_courier]", "replications=1", "horizon.measured_days=7", "charts=false", "workers=1", "lang=en"]
    code, told = said("compare", [*words, f"hydra.run.dir={tmp_path / 'run'}", f"store={tmp_path / 'store'}"], capsys)
    assert code == 0, told
    assert openpyxl.load_workbook(tmp_path / "run" / "tables.xlsx")


@pytest.mark.parametrize("ending", [".xlsx", ""])
def test_new_county_writes_names_as_text(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = tmp_path / "names.csv"
    names.write_text("村名,乡镇\n=1+1,东镇\n'=2+2,东镇\n上河村,东镇\n", encoding="utf-8")
    square = [[118.0, 36.0], [118.3, 36.0], [118.3, 36.3], [118.0, 36.3], [118.0, 36.0]]
    (tmp_path / "names.geojson").write_text(json.dumps({"type": "Polygon", "coordinates": [square]}), encoding="utf-8")
    target = tmp_path / f"made{ending}"
    code, told = said("new-county", [f"new_county.names={names}", f"new_county.file={target}", f"new_county.boundary={tmp_path / 'names.geojson'}", "lang=en"], capsys)
    assert code == 0, told
    if ending:
        cells = [c for page in openpyxl.load_workbook(target) for row in page.iter_rows() for c in row if c.value is not None]
        assert "f" not in {c.data_type for c in cells}
        assert any(c.value == "=1+1" for c in cells)
    else:
        assert "'=1+1" in (target / "villages.csv").read_text(encoding="utf-8-sig")
    code, told = said("check", [f"county={target}", "modes=[courier_courier]", "lang=en"], capsys)
    assert code == 0, told
