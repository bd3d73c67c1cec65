"""``explore``: a page of a comparison's results folder, with a day of it simulated again."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.app import run
from experiments.studies.compare import report
from tests.experiments.county_files import write_county
from tests.page_faults import page_faults

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=3", "robustness.points=0", "workers=1"]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("explore")
    county = write_county(home / "small", each=2)
    words = [f"county={county}", "replications=2", "modes=[courier_courier,township_pickup]", "charts=false", f"store={home / 'store'}"]
    with pytest.MonkeyPatch.context() as patch:
        for slow in ("save_workbook", "save_material"):  # neither is read here
            patch.setattr(report, slow, lambda *_: None)
        assert run("compare", [*SHORT, *words, f"hydra.run.dir={home / 'results'}"]) == 0
    return home / "results"


def packed(folder: Path) -> dict[str, Any]:
    """The data of the folder's page."""
    found = re.search(r'id="data">([^<]+)<', (folder / "explore.html").read_text(encoding="utf-8"))
    assert found is not None
    data: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return data


def test_one_folder_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert run("explore", [str(tmp_path / "a"), str(tmp_path / "b"), "lang=en"]) == 2
    assert "one results folder at a time" in capsys.readouterr().err


def test_a_folder_becomes_a_page_of_its_figures_and_a_day(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explore", [str(results), f"store={results.parent / 'store'}", "workers=1", "lang=en"]) == 0
    assert "explore.html" in (told := capsys.readouterr().out)
    assert "another version" not in told
    data, table = packed(results), pd.read_parquet(results / "villages.parquet")
    assert [m["key"] for m in data["modes"]] == ["courier_courier", "township_pickup"]
    kpi = next(k for k in data["kpis"] if k["key"] == "at_village_mean_h")
    kept = table.loc[table["mode"] == "courier_courier", "at_village_mean_h"]
    assert [v for v in kpi["values"][0] if v is not None] == pytest.approx(kept.dropna().tolist(), rel=1e-5)
    assert all(day["journeys"]["line"] and day["waiting"] and day["crews"] for day in data["days"])


def test_a_reader_of_the_pages_stumbles_over_nothing(results: Path) -> None:
    link = "Village by village, and a day replayed"  # of a page made in English
    assert page_faults((results / "index.html").read_text(encoding="utf-8"), "zh", [link]) == []
    assert run("explore", [str(results), f"store={results.parent / 'store'}", "workers=1"]) == 0
    assert 'href="explore.html"' in (results / "index.html").read_text(encoding="utf-8")


def test_each_county_of_a_prefecture_has_a_page_in_its_folder(results: Path, tmp_path: Path) -> None:
    for county in ("one", "other"):
        shutil.copytree(results, tmp_path / county, ignore=shutil.ignore_patterns("explore.html"))
    assert run("explore", [str(tmp_path), f"store={results.parent / 'store'}", "workers=1", "lang=en"]) == 0
    assert packed(tmp_path / "one") == packed(tmp_path / "other") == packed(results)


def test_another_day_is_another_day(results: Path) -> None:
    where = [str(results), f"store={results.parent / 'store'}", "workers=1", "lang=en"]
    days = []
    for number in (2, 4):
        assert run("explore", [*where, f"explore.day={number}"]) == 0
        days.append(packed(results))
    assert days[0]["day"] != days[1]["day"]
    assert days[0]["days"][0]["waiting"] != days[1]["days"][0]["waiting"]


@pytest.mark.parametrize("day", ["0", "8", "monday"])
def test_a_day_that_was_not_measured_is_told(day: str, results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("explore", [str(results), f"explore.day={day}", "lang=en"]) == 2
    assert "explore.day" in capsys.readouterr().err


def test_what_is_no_results_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (None, "{}", "[1]", '{"config": {}, "outcome_digests": {}}'):
        if text is not None:
            (tmp_path / "provenance.json").write_text(text, encoding="utf-8")
        assert run("explore", [str(tmp_path), "lang=en"]) == 2
        assert "parcelflow compare" in capsys.readouterr().err
    assert not (tmp_path / "explore.html").exists()
