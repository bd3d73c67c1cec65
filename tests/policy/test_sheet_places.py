"""A fault of a plan's line is told by the cell of the workbook that it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.policy.sheet_places import in_sheets
from sim.problems import Problem, Where


@pytest.mark.parametrize(("key", "where"), [
    ("plan.targets.row6.by", Where("a.xlsx", "目标", 6, "期限")),
    ("plan.targets.row7", Where("a.xlsx", "目标", 7, "")),
    ("plan.facilities.row4.places", Where("a.xlsx", "设施", 4, "乡镇")),
    ("plan.rollout.row3.villages.townships", Where("a.xlsx", "推进", 3, "乡镇")),
    ("plan.modes", "plan.modes"),
    ("fleet.trunk.count", "fleet.trunk.count"),
])
def test_keys_of_rows_are_cells(key: str, where: Where | str) -> None:
    (told,) = in_sheets([Problem("c", key, "f", "a")], "a.xlsx")
    assert told.where == where


def test_a_line_of_a_folder_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text("name\n", encoding="utf-8")
    (told,) = in_sheets([Problem("c", "plan.targets.row6.by", "f", "a")], str(tmp_path))
    assert told.where == Where(file="targets.csv", row=6, column="期限")
