"""Cases of the command line: consoles of other encodings, and two runs of one second."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.app import run
from experiments.settings import compose
from tests.cases.handed import BASE

SHORT = [f"county={BASE}", "replications=1", "robustness.points=0", "horizon.measured_days=7", "charts=false", "workers=1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_35_output_goes_to_a_console_of_gbk(lang: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "experiments", "compare", *SHORT, "modes=[courier_courier,postal_courier]", f"lang={lang}"]
    home = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(words, capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONPATH": home})
    assert done.returncode == 0, done.stderr
    assert ("快快合作" if lang == "zh" else "joint delivery") in done.stdout.decode("gbk")
    assert list(tmp_path.glob("results/compare-*/index.html"))


def test_37_two_runs_of_one_second_have_a_folder_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(compose, "results_folder", lambda verb, found: tmp_path / "results" / f"{verb}-20261128-144245")
    for mode in ("courier_courier", "postal_courier"):
        assert run("simulate", [*SHORT, f"mode={mode}"]) == 0
    found = {p.name: (p / "summary.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[0] for p in (tmp_path / "results").glob("simulate-*")}
    assert found == {"simulate-20261128-144245": "courier_courier", "simulate-20261128-144245-2": "postal_courier"}
