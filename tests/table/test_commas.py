"""Commas in numbers of a semicolon table: decimal where other cells tell so, refused where nothing does."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.table.commas import settled
from sim.table.findings import Findings
from sim.table.header import match
from tests.table.tables import PLACES, codes, filled_of, raw_of

HEAD = "村名;乡镇;人口;日均件量\n"


@pytest.mark.parametrize(
    ("cells", "km", "remarks"),
    [
        (["10;4,286", "20;3,5"], [4.286, 3.5], ["table.decimal_commas"]), (["10;4,286", "20;0,286"], [4.286, 0.286], ["table.decimal_commas"]),
        (["10;1.234,5", "20;2,001"], [1234.5, 2.001], ["table.decimal_commas"]), (["10;４，286", "20;3,5"], [4.286, 3.5], ["table.decimal_commas"]),
        (["10;1,286", "20;3.5"], [1286.0, 3.5], []), (["10;2", "20;3.5"], [2.0, 3.5], []), (["1,050;2", "20;3"], [2.0, 3.0], []),
    ],
)  # fmt: skip
def test_other_cells_tell_what_a_comma_is(cells: list[str], km: list[float], remarks: list[str], tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", HEAD + "".join(f"{name};东镇;{cell}\n" for name, cell in zip("甲乙", cells, strict=True)))
    assert table is not None
    assert table.values["parcels"] == km
    assert codes(findings) == remarks


def test_whole_numbers_tell_for_the_file_and_take_thousands_by_themselves(tmp_path: Path) -> None:
    table, _ = filled_of(tmp_path / "a.csv", HEAD + "甲;东镇;1,050;4\n")
    assert table is not None
    assert table.values["population"] == [1050]


def test_nothing_that_tells_is_a_fault_of_the_rows(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", HEAD + "甲;东镇;10;4,286\n乙;东镇;10;12\n")
    (problem,) = findings.problems
    assert problem.code == "place.doubtful_comma"
    assert "row 2, column 日均件量: found 4,286" in problem.text("en")


def test_a_table_without_commas_stays_the_same(tmp_path: Path) -> None:
    raw, findings = raw_of(tmp_path / "a.csv", HEAD + "甲;东镇;10;4\n")
    assert raw is not None
    matched = match(raw, PLACES, findings)
    assert matched is not None
    assert settled(matched[0], matched[1], "place", Findings()).columns == raw.columns


def test_a_doubtful_distance_is_no_second_fault(tmp_path: Path) -> None:
    _, findings = filled_of(tmp_path / "a.csv", "村名;里程\n甲;4,286\n")
    assert codes(findings) == ["place.doubtful_comma"]


def test_other_delimiters_keep_thousands(tmp_path: Path) -> None:
    table, findings = filled_of(tmp_path / "a.csv", '村名,日均件量\n甲,"1,286"\n')
    assert table is not None
    assert (table.values["parcels"], findings.problems) == ([1286.0], [])
