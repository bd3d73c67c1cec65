from __future__ import annotations

import pandas as pd
import pytest

from sim.inference.robustness.placements import COLUMNS, over_placements


def test_a_row_a_mode_and_kpi_over_placements() -> None:
    def summary(cost: float) -> pd.DataFrame:
        rows = [("a", "cost_system_parcel", "yuan/parcel", cost), ("a", "vehicles", "-", 3.0)]
        return pd.DataFrame(rows, columns=["mode", "kpi", "unit", "mean"])

    found = over_placements([summary(2.0), summary(3.0), summary(4.0)], ["cost_system_parcel"])
    assert tuple(found.columns) == COLUMNS
    (row,) = found.itertuples()
    assert (row.mean, row.n, row.lowest, row.highest) == (pytest.approx(3.0), 3, 2.0, 4.0)
    assert row.ci_low < 2.0 < 4.0 < row.ci_high
