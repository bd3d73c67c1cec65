"""``why``: a village's time and cost."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from experiments.app import run
from tests.experiments.county_files import write_county

SHORT = ["horizon.warmup_days=1", "horizon.measured_days=7", "horizon.drain_days=1", "fleet.route_iterations=3", "lang=en"]


def test_a_village_is_answered_in_words_tables_and_a_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county = write_county(tmp_path / "small", each=4)
    words = [f"county={county}", "mode=courier_courier", *SHORT]
    assert run("why", [*words, "why.village=东镇甲村", f"hydra.run.dir={tmp_path / 'out'}"]) == 0
    assert "longest" in capsys.readouterr().out
    assert (tmp_path / "out/index.html").is_file()
    assert (tmp_path / "out/charts/why.png").is_file()
    assert len(openpyxl.load_workbook(tmp_path / "out/why.xlsx").sheetnames) == 4
    assert run("why", [*words, "why.village=nowhere", "why.mode=courier_courie", f"hydra.run.dir={tmp_path / 'no'}"]) == 2
    told = capsys.readouterr().err
    assert "2 problems" in told
    assert "did you mean 'courier_courier'" in told
    assert not (tmp_path / "no").exists()
