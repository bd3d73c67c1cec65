"""Rows of a table of scenarios, cells read by whoever knows the grammar: here a number or a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.problems import InputError, Problem
from sim.table.design import DesignCell, DesignKeys, read_rows


def parsed(key: str, text: str) -> DesignCell:
    if text == "?":
        return DesignCell(fault="no value")
    if key == "county" and text.endswith(".xlsx"):
        return DesignCell(text, source=text)
    return DesignCell(int(text) if text.isdigit() else text)


def refused(key: str) -> list[Problem]:
    return [Problem("sweep.key", key, key, "a key of the model")] if key == "lang" else []


MAY = DesignKeys(
    groups={"mode": ["direct", "relay"], "county": ["here"]}, tree={"fleet": {"vans": 1}, "lang": "zh", "seed": 1},
    used=["seed"], refused=refused, parsed=parsed,
)  # fmt: skip


def rows(folder: Path, text: str) -> list[tuple[object, ...]]:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return [(dict(s.labels), s.groups, s.values) for s in read_rows(str(folder / "t.csv"), MAY)]


def test_a_row_sets_keys_and_chooses_files(tmp_path: Path) -> None:
    assert rows(tmp_path, "名称,mode,fleet.vans,county\n甲,direct,3,\n乙,,,own.xlsx\n") == [
        ({"name": "甲", "mode": "direct", "fleet.vans": 3}, ("mode=direct",), (("fleet.vans", 3),)),
        ({"name": "乙", "county": "own.xlsx"}, ("county=own",), (("county.source", "own.xlsx"),)),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("fleet.vans\n?\n", "design.cell"), ("fleet.van\n3\n", "config.unknown_key"), ("mode\nrelais\n", "config.unknown_option"),
        ("seed,fleet.vans\n2,3\n", "design.repeated"), ("lang,fleet.vans\nen,3\n", "sweep.key"), ("fleet.vans,seed\n", "design.empty"),
    ],
)  # fmt: skip
def test_each_fault_has_its_place(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        rows(tmp_path, text)
    assert code in [p.code for p in caught.value.problems] or code == "design.empty"
    assert all("t.csv" in str(p.where) for p in caught.value.problems)


def test_two_rows_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        rows(tmp_path, "方案名称,fleet.vans\n甲,3\n,4\n,5\n甲,6\n")
    (problem,) = error.value.problems
    assert (problem.code, str(problem.where)) == ("design.repeated", "t.csv, row 5, column 方案名称")
    assert "row 2" in str(problem)
