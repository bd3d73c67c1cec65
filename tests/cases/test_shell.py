"""Cases of the command line: two runs of one second (consoles of other encodings are tried in `tests/experiments/test_consoles.py`)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from experiments.app import run
from experiments.settings import compose
from tests.cases.handed import BASE

SHORT = [
    f"county={BASE}", "replications=1", "robustness.points=0", "horizon.warmup_days=0", "horizon.measured_days=7", "horizon.drain_days=0",
    "fleet.route_iterations=5", "charts=false", "workers=1",
]  # fmt: skip


@pytest.mark.usefixtures("summary_alone", "nothing_tried")
def test_37_two_runs_of_one_second_have_a_folder_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(compose, "results_folder", lambda verb, found: tmp_path / "results" / f"{verb}-20261128-144245")
    for mode in ("courier_courier", "postal_courier"):
        assert run("simulate", [*SHORT, f"mode={mode}"]) == 0
    found = {p.name: pd.read_parquet(p / "summary.parquet")["mode"].iloc[0] for p in (tmp_path / "results").glob("simulate-*")}
    assert found == {"simulate-20261128-144245": "courier_courier", "simulate-20261128-144245-2": "postal_courier"}
