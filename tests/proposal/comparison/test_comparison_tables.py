"""Every table of a comparison by the name of its file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.county.spec import CountySpec
from sim.proposal.comparison.comparison_tables import every_table, opened
from tests.proposal.made import compared


def test_tables_of_result_plans_inputs_and_besides_are_there() -> None:
    found = every_table(compared(), CountySpec(slug="made"), {"more": pd.DataFrame({"a": [1]})}, "en")
    assert {"summary", "villages", "timetable", "crews", "crews_use", "fleet", "fleet_use", "inputs", "village_results", "kpis", "more"} <= set(found)
    assert set(compared().tables()) - {"crews", "fleet"} <= set(found)


def test_hidden_files_and_pictures_are_not_opened(tmp_path: Path) -> None:
    for name in ("b.csv", "x.xlsx", ".c.csv", "d.png", "e.parquet"):
        (tmp_path / name).touch()
    assert opened(tmp_path) == ["x.xlsx", "b.csv"]
