"""A fault of a plan's line is told by the cell of the workbook that it stands in."""

from __future__ import annotations

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
