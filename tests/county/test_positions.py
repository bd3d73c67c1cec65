"""Positions of rows: in WGS84, or refused with what was probably meant."""

from __future__ import annotations

import pytest

from sim.county.positions import Positions
from sim.problems import Problem
from tests.county.givens import rows_of


def read(cells: str, head: str = "经度,纬度", system: str = "wgs84") -> tuple[tuple[float, float] | None, list[str], Positions]:
    (row,) = rows_of("villages", f"村名,乡镇,{head}", f"甲村,东镇,{cells}")
    problems: list[Problem] = []
    positions = Positions(system)  # type: ignore[arg-type]
    position = positions.read(row, problems)
    assert positions.of(row) == position
    return position, [p.code for p in problems], positions


def test_a_position_is_kept_with_its_name() -> None:
    position, codes, positions = read("118.16,36.18")
    assert (position, codes) == ((118.16, 36.18), [])
    assert [(p.name, p.position) for p in positions.located] == [("甲村", (118.16, 36.18))]
    assert positions.notes() == []


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("118.16,", "half_position"), ("36.18,118.16", "lon_lat_swapped"), ("0,0", "outside_china"), ("498000,4005000", "projected"), ("2.3,48.8", "outside_china"),
    ],
)  # fmt: skip
def test_what_is_no_place_in_china_is_refused(cells: str, code: str) -> None:
    assert read(cells)[:2] == (None, [f"county.{code}"])


def test_none_is_none_and_a_faulty_cell_is_not_told_again() -> None:
    assert read(",")[:2] == (None, [])
    assert read("east,36")[:2] == (None, [])


@pytest.mark.parametrize(("cells", "head", "system"), [("118.16,36.18", "经度,纬度", "gcj02"), ("118.16,36.18", "经度（GCJ-02）,纬度", "wgs84"), ("118.16,36.18,GCJ-02", "经度,纬度,坐标系", "bd09")])
def test_another_system_is_converted_and_noted(cells: str, head: str, system: str) -> None:
    position, codes, positions = read(cells, head, system)
    assert codes == []
    assert position is not None
    assert 0.003 < 118.16 - position[0] < 0.01
    assert [n.count for n in positions.notes()] == [1]
    assert positions.converted == {"gcj02": 1}


def test_a_system_that_is_not_read_is_refused() -> None:
    assert read("118.16,36.18,西安80", "经度,纬度,坐标系")[:2] == (None, ["county.coordinates"])
