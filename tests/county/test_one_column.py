"""A column that holds longitude and latitude together is read as the two; what cannot be told apart is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sim.county.columns import VILLAGES
from sim.county.one_column import apart, pair_in
from sim.county.positions import Positions
from sim.problems import Problem
from sim.table import Findings, RawTable, fill

PLACE = (118.16, 36.21)


def positions(head: str, cells: Sequence[str], system: str = "wgs84") -> tuple[list[tuple[float, float] | None], Findings]:
    """The positions of villages whose rows end with these cells."""
    columns = [[f"村{i}" for i in range(len(cells))], ["东镇"] * len(cells), list(cells)]
    raw = RawTable("v.csv", "", 1, ("村名", "乡镇", head), range(2, len(cells) + 2), tuple(columns), widths=[3] * len(cells), headed=3)
    findings, places, problems = Findings(), Positions(system), list[Problem]()  # type: ignore[arg-type]
    table = fill(apart(raw, VILLAGES, findings), VILLAGES, findings)
    assert table is not None
    read = [places.read(row, problems) for row in table.records]
    findings.problems += problems
    return read, findings


@pytest.mark.parametrize("text", [
    "118.16,36.21", "118.16，36.21", "118.16、36.21", "118.16 36.21", "118.16;36.21", "（118.16, 36.21）", "[118.16, 36.21]", "１１８．１６，３６．２１",
    "118°9'36\",36°12'36\"", "118°9′36″ 36°12′36″", "E118.16 N36.21", "东经118.16，北纬36.21", "经度:118.16 纬度:36.21", "POINT(118.16 36.21)", "118.16,36.21,300",
])  # fmt: skip
def test_a_pair_is_read_however_it_is_written(text: str) -> None:
    (found,), findings = positions("坐标", [text])
    assert found == pytest.approx(PLACE)
    assert (findings.problems, findings.remarks) == ([], [])


@pytest.mark.parametrize("head", ["坐标", "经纬度", "coordinates", "lon/lat", "地理坐标", "位置"])
def test_latitude_first_is_told_by_where_china_lies(head: str) -> None:
    found, findings = positions(head, ["36.21,118.16", "118.16,36.21", ""])
    assert found == [PLACE, PLACE, None]
    assert findings.problems == []
    assert [(r.code, r.rows) for r in findings.remarks] == [("county.lat_first", (2,))]


def test_cells_without_a_position_are_told_with_the_column_as_it_is_called() -> None:
    found, findings = positions("坐标", ["118.16,36.21", "村东头", "118.16", "2.3,48.8"])
    assert found == [PLACE, None, None, None]
    told = [p.text("en") for p in findings.problems]
    assert [p.code for p in findings.problems] == ["county.not_degrees"] * 2 + ["county.outside_china"]
    assert "row 3, column 坐标" in told[0]
    assert "118.1622,36.1834" in told[0]


def test_the_system_of_the_heading_holds() -> None:
    (found,), _ = positions("坐标（GCJ-02）", ["118.16,36.21"])
    assert found is not None
    assert 0.003 < 118.16 - found[0] < 0.01


def test_a_column_of_other_words_stays_as_it_is() -> None:
    for cells in (["GCJ-02"] * 2, ["", ""]):
        raw = RawTable("v.csv", "", 1, ("村名", "乡镇", "coordinates"), range(2, 4), (["a", "b"], ["c", "c"], cells), widths=[3, 3], headed=3)
        assert apart(raw, VILLAGES, Findings()) is raw


def test_two_columns_go_first() -> None:
    raw = RawTable("v.csv", "", 1, ("村名", "乡镇", "经度", "坐标"), range(2, 3), (["a"], ["c"], ["118"], ["118,36"]), widths=[4], headed=4)
    assert apart(raw, VILLAGES, Findings()) is raw


@pytest.mark.parametrize("text", ["", "118.16", "118.16,36.21,1,2", "a,b", "118 09 36 12", "1" * 200])
def test_what_is_no_pair_is_none(text: str) -> None:
    assert pair_in(text) is None
