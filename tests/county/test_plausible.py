"""Positions and distances that cannot be, and those that are odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.county.county import County
from sim.county.geometry import KM_PER_DEGREE
from sim.county.given import GivenCounty
from sim.county.load import load_county
from sim.county.plausible import ACROSS, NEAR_KM, misplaced
from sim.county.spec import CountySpec
from sim.problems import InputError, Problem
from tests.county.givens import given, township, village

SEATS = {"东镇": (118.15, 36.19), "西乡": (118.05, 36.15)}
HOMES = {
    "甲村": ("东镇", 118.162, 36.214), "乙村": ("东镇", 118.179, 36.234), "丙村": ("东镇", 118.103, 36.186),
    "丁村": ("西乡", 118.090, 36.111), "戊村": ("西乡", 118.046, 36.124), "己村": ("西乡", 118.028, 36.191),
}  # fmt: skip


def folder(path: Path, area: str = "600", seats: dict[str, tuple[float, float]] = SEATS, hub: tuple[float, float] | None = (118.12, 36.18), distances: str = "", **moved: tuple[float, float]) -> Path:
    homes = {name: (township, *moved.get(name, (lon, lat))) for name, (township, lon, lat) in HOMES.items()}
    (path / "villages.csv").write_text("村名,乡镇,经度,纬度\n" + "".join(f"{n},{t},{x},{y}\n" for n, (t, x, y) in homes.items()), encoding="utf-8")
    (path / "townships.csv").write_text("乡镇,经度,纬度\n" + "".join(f"{n},{x},{y}\n" for n, (x, y) in seats.items()), encoding="utf-8")
    (path / "county.csv").write_text("县名,面积,经度,纬度\n" + f"试验县,{area},{hub[0] if hub else ''},{hub[1] if hub else ''}\n", encoding="utf-8")
    if distances:
        (path / "distances.csv").write_text("起点,终点,公里\n" + distances, encoding="utf-8")
    return path


def load(path: Path) -> County:
    return load_county(CountySpec(slug="own", source=str(path)), Path("none"))


def refused(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as error:
        load(path)
    return error.value.problems


def odd(county: County) -> dict[str, int]:
    return {str(n.what): n.count for n in county.notes if n.status == "doubtful"}


def test_a_sound_county_has_nothing_odd(tmp_path: Path) -> None:
    assert odd(load(folder(tmp_path, distances="县城,东镇,5\n东镇,县城,6\n东镇,甲村,6\n"))) == {}


@pytest.mark.parametrize(
    ("moved", "row", "hint"),
    [
        ({"甲村": (108.162, 36.214)}, 2, "118.162"), ({"甲村": (118.162, 30.214)}, 2, "36.214"), ({"己村": (119.028, 36.191)}, 7, "118.028"), ({"丁村": (115.5, 38.1)}, 5, "check"),
    ],
)  # fmt: skip
def test_a_slip_of_a_digit_names_row_km_and_what_was_meant(tmp_path: Path, moved: dict[str, tuple[float, float]], row: int, hint: str) -> None:
    (problem,) = refused(folder(tmp_path, **moved))
    assert problem.code == "county.misplaced"
    assert f"villages.csv, row {row}" in str(problem.where)
    assert "km" in str(problem.found)
    assert hint in str(problem.hint)


def test_a_misplaced_seat_is_the_fault_and_not_its_villages(tmp_path: Path) -> None:
    (problem,) = refused(folder(tmp_path, seats={"东镇": (108.15, 36.19), "西乡": (118.05, 36.15)}))
    assert "townships.csv, row 2" in str(problem.where)
    (problem,) = refused(folder(tmp_path, hub=(112.12, 36.18)))
    assert "county.csv, row 2" in str(problem.where)


def test_a_far_village_that_may_be_real_is_odd(tmp_path: Path) -> None:
    assert odd(load(folder(tmp_path, 甲村=(118.6, 36.3)))) == {"places far from their township": 1}


def test_without_an_area_only_what_no_township_has_is_refused(tmp_path: Path) -> None:
    assert odd(load(folder(tmp_path, area="", 甲村=(119.6, 36.3)))) == {"places far from their township": 1}
    assert [p.code for p in refused(folder(tmp_path, area="", 甲村=(128.1, 36.2)))] == ["county.misplaced"]


def test_shared_positions_are_noted_and_many_are_odd(tmp_path: Path) -> None:
    c = load(folder(tmp_path, 乙村=(118.162, 36.214)))
    assert odd(c) == {}
    assert next(n.count for n in c.notes if str(n.what) == "villages that share a position") == 2
    spot = dict.fromkeys(("甲村", "乙村", "丙村"), SEATS["东镇"])
    assert odd(load(folder(tmp_path, **spot))) == {"villages that share a position": 3}


@pytest.mark.parametrize(
    ("distances", "code", "rows", "hint"),
    [
        ("东镇,甲村,4\n甲村,东镇,400\n", "county.distance_ways", [3], "both rows"),
        ("县城,西乡,240\n", "county.distance_too_long", [2], "positions"),
        ("东镇,甲村,3511\n", "county.doubtful_unit", [2], "metres"),
        ("东镇,甲村,2900\n东镇,乙村,2906\n西乡,丁村,2600\n", "county.doubtful_unit", [2, 3, 4], "metres"),
        ("县城,西乡,12\n东镇,甲村,450\n东镇,乙村,480\n西乡,丁村,460\n", "county.distance_too_long", [3, 4, 5], ""),
        ("东镇,西乡,4\n", "county.distance_too_short", [2], "positions"),
    ],
)
def test_distances_that_contradict_positions_or_each_other(tmp_path: Path, distances: str, code: str, rows: list[int], hint: str) -> None:
    found = refused(folder(tmp_path, distances=distances.replace("3511", "2511")))
    assert [p.code for p in found] == [code] * len(rows)
    assert all(f"distances.csv, row {row}" in str(p.where) for p, row in zip(found, rows, strict=True))
    assert hint in str(found[0].hint)


def test_distances_that_are_odd(tmp_path: Path) -> None:
    assert odd(load(folder(tmp_path, distances="县城,西乡,45\n东镇,甲村,5\n甲村,东镇,14\n"))) == {"roads much longer than the straight line": 1, "roads that differ much there and back": 1}


def ring(west: float, south: float, side: float) -> str:
    corners = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return f'{{"type": "Polygon", "coordinates": [{corners}]}}'


def test_a_boundary_of_something_larger_is_odd(tmp_path: Path) -> None:
    (tmp_path / "boundary.geojson").write_text(ring(116.5, 35.0, 3.0), encoding="utf-8")
    assert set(odd(load(folder(tmp_path, area="")))) == {"boundary far larger than the places in it"}
    assert "area of the boundary against the table's" in odd(load(folder(tmp_path)))
    (tmp_path / "boundary.geojson").write_text(ring(118.0, 36.05, 0.25), encoding="utf-8")
    assert odd(load(folder(tmp_path))) == {}


def test_a_road_is_held_against_what_is_known_about_where_its_ends_are(tmp_path: Path) -> None:
    """Neither the hub nor a seat has a position of its own here: they stand amid the villages of their townships."""
    folder(tmp_path, hub=None, distances="县城,西乡,240\n")
    (tmp_path / "townships.csv").unlink()
    (problem,) = refused(tmp_path)
    assert problem.code == "county.distance_too_long"
    folder(tmp_path, hub=None, distances="县城,西乡,5\n")
    (tmp_path / "townships.csv").unlink()
    assert odd(load(tmp_path)) == {}


def test_how_far_is_too_far_goes_with_the_area() -> None:
    def at(area: float, km: float) -> int:
        places = (*tuple(village(f"{i}村", 0, (118.0 + i / 1000, 36.0)) for i in range(4)), village("远村", 0, (118.0, 36.0 + km / KM_PER_DEGREE)))
        return len(misplaced(given((township("东镇"),), places, GivenCounty("试验县", area_km2=area))))

    assert [at(100, NEAR_KM - 1), at(100, NEAR_KM + 1)] == [0, 1]
    assert [at(2500, ACROSS * 50 - 1), at(2500, ACROSS * 50 + 1)] == [0, 1]
