"""Every number of a sweep in a long table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sim.measure.registry import keys
from sim.proposal.sweep import swept_numbers


def test_a_row_a_number_in_the_order_of_scenarios(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swept_numbers, "TOGETHER", 1)
    wide = len(keys())
    swept_numbers.write_rows(tmp_path / "x.parquet", [(0, 2), (), (1,)], lambda number, of: np.full((len(of), wide), float(number)))
    found = pd.read_parquet(tmp_path / "x.parquet")
    assert found["scenario"].tolist() == [1] * 2 * wide + [3] * wide
    assert found["replication"].unique().tolist() == [0, 2, 1]
    assert found["kpi"].tolist() == list(keys()) * 3
    assert (found["value"] == found["scenario"]).all()
