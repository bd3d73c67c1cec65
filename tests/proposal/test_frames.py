"""Tables of a results folder."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from sim.proposal.frames import save_frame, save_frames
from tests.plain.test_written import FORMULAS


def test_tables_of_a_folder_hold_no_formula(tmp_path: Path) -> None:
    frame = pd.DataFrame({"name": FORMULAS, "n": [-1.5] * len(FORMULAS), "=head": ["x"] * len(FORMULAS)})
    save_frame(tmp_path, "villages", frame)
    assert pd.read_parquet(tmp_path / "villages.parquet", columns=["name"])["name"].tolist() == FORMULAS
    back = pd.read_csv(tmp_path / "villages.csv", dtype={"name": str})
    assert back["n"].tolist() == [-1.5] * len(FORMULAS)
    assert list(back.columns) == ["name", "n", "'=head"]
    assert all(name.startswith("'") for name in back["name"])


def test_only_what_people_read_is_a_csv_too(tmp_path: Path) -> None:
    frame = pd.DataFrame({"n": [1]})
    save_frames(tmp_path / "new", {"summary": frame, "parcels": frame})
    assert sorted(p.name for p in (tmp_path / "new").iterdir()) == ["parcels.parquet", "summary.csv", "summary.parquet"]
