"""The sixteen counties that come with the project: every invariant of a settled county holds for each."""

from __future__ import annotations

import csv
import time
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import yaml

import conf
from sim.county.county import County
from sim.county.geometry import Region
from sim.county.load import load_county
from sim.county.spec import CountySpec

CONF = Path(conf.__file__).parent
DATA = CONF / "county_data"
SLUGS = sorted(p.stem for p in (CONF / "county").glob("*.yaml") if p.stem not in ("own", "stylised"))
VILLAGES = {"yiyuan": 446, "hangjin": 76, "hoxud": 26, "yicheng": 135}
KASHGAR = 2_467


def spec(slug: str, **changes: object) -> CountySpec:
    return CountySpec(**{**yaml.safe_load((CONF / "county" / f"{slug}.yaml").read_text(encoding="utf-8")), **changes})


@pytest.fixture(scope="module")
def counties() -> dict[str, County]:
    return {slug: load_county(spec(slug), DATA) for slug in SLUGS}


@pytest.fixture(scope="module")
def census() -> dict[str, dict[str, str]]:
    with (DATA / "counties.csv").open(encoding="utf-8") as file:
        return {r["slug"]: r for r in csv.DictReader(file)}


def region_of(county: County) -> Region:
    return Region(county.boundary, tuple(True for _ in county.boundary))


def same(a: County, b: County) -> bool:
    return all(
        np.array_equal(x, y) if isinstance(x, np.ndarray) else x == y
        for f in fields(a)
        if f.name != "boundary"
        for x, y in [(getattr(a, f.name), getattr(b, f.name))]
    )


def test_sixteen_counties_and_their_village_counts(counties: dict[str, County]) -> None:
    assert len(SLUGS) == 16
    counts = {slug: len(c.villages) for slug, c in counties.items()}
    assert {s: counts[s] for s in VILLAGES} == VILLAGES
    assert sum(n for s, n in counts.items() if s.startswith("kashgar_")) == KASHGAR


@pytest.mark.parametrize("slug", SLUGS)
def test_numbers_fit_together(slug: str, counties: dict[str, County], census: dict[str, dict[str, str]]) -> None:
    c = counties[slug]
    assert sum(v.population for v in c.villages) == int(census[slug]["rural_population_2020"])
    assert min(v.population for v in c.villages) >= 1
    assert {v.township for v in c.villages} == set(range(len(c.townships)))
    assert {v.point for v in c.villages} - {-1} == set(range(len(c.points)))
    assert all(c.points[v.point].township == v.township for v in c.villages if v.point >= 0)
    assert len({v.code for v in c.villages}) == len(c.villages)
    places = 1 + len(c.townships) + len(c.points)
    assert c.road_km.shape == (places, places)
    assert np.array_equal(c.road_km, c.road_km.T)
    assert np.all(np.diag(c.road_km) == 0)
    assert np.all(np.isfinite(c.road_km))


@pytest.mark.parametrize("slug", SLUGS)
def test_synthetic_places_lie_inside_the_boundary_and_say_so(slug: str, counties: dict[str, County]) -> None:
    c = counties[slug]
    xy = np.array([(v.x_km, v.y_km) for v in c.villages])
    assert region_of(c).contains(xy).all()
    seats = np.array([(t.x_km, t.y_km) for t in c.townships if t.status == "synthetic"]).reshape(-1, 2)
    assert region_of(c).contains(seats).all()
    assert {v.position_status for v in c.villages} == {"synthetic"}
    assert {v.population_status for v in c.villages} == {"synthetic"}
    assert c.hub.status == "real"
    assert c.schematic == (2 * sum(t.status == "real" for t in c.townships) < len(c.townships))


@pytest.mark.parametrize("slug", SLUGS)
def test_villages_keep_their_distance_and_stay_near_their_seat(slug: str, counties: dict[str, County]) -> None:
    c = counties[slug]
    seats = np.array([(t.x_km, t.y_km) for t in c.townships])
    rural = [v for v in c.villages if v.point >= 0]
    xy = np.array([(v.x_km, v.y_km) for v in rural])
    own = np.hypot(*(xy - seats[[v.township for v in rural]]).T)
    nearest = np.hypot(xy[:, None, 0] - seats[None, :, 0], xy[:, None, 1] - seats[None, :, 1]).min(axis=1)
    assert np.mean(own <= 1.5 * nearest + 1e-9) >= 0.98
    gaps = np.hypot(xy[:, None, 0] - xy[None, :, 0], xy[:, None, 1] - xy[None, :, 1]) + 1e9 * np.eye(len(xy))
    spacing = 0.35 * min(2.0, (c.area_km2 / len(c.villages)) ** 0.5)
    assert np.mean(gaps.min(axis=1) >= spacing - 1e-9) >= 0.98


def test_distances_resemble_those_of_real_villages(counties: dict[str, County]) -> None:
    """Medians of eight counties with real positions: plains and hills 3.5 to 5.4 km, oases 3.2 to 5.0, pasture 24.7."""
    for slug, low, high in (("yiyuan", 3.0, 6.0), ("kashgar_shule", 3.0, 6.0), ("hoxud", 3.0, 6.5), ("yicheng", 2.5, 6.0), ("hangjin", 12.0, 30.0)):
        c = counties[slug]
        km = [np.hypot(v.x_km - c.townships[v.township].x_km, v.y_km - c.townships[v.township].y_km) for v in c.villages if v.point >= 0]
        assert low < np.median(km) < high, slug


def test_documented_distances_hold(counties: dict[str, County]) -> None:
    for slug, code, low, high in (("yiyuan", "370323103", 35, 40), ("yiyuan", "370323106", 23.7, 26.3), ("hoxud", "652828200", 34.2, 37.8)):
        c = counties[slug]
        index = next(i for i, t in enumerate(c.townships) if t.code == code)
        assert low <= c.road_km[0, c.township_place(index)] <= high
    dazhangzhuang = next(t for t in counties["yiyuan"].townships if t.code == "370323106")
    assert dazhangzhuang.x_km < 0
    assert dazhangzhuang.y_km < 0


def test_hangjin_has_61_points_and_six_stations(counties: dict[str, County]) -> None:
    c = counties["hangjin"]
    assert len(c.points) == 61
    assert sum(v.point < 0 for v in c.villages) == 15
    assert c.point_km == 7.5
    stations = {"独贵塔拉镇", "吉日嘎朗图镇", "呼和木独镇", "巴拉贡镇", "伊和乌素苏木", "塔然高勒"}
    assert {t.name for t in c.townships} == stations | {"锡尼镇"}
    for v in c.villages:
        if v.point < 0:
            seat = c.townships[v.township]
            assert np.hypot(v.x_km - seat.x_km, v.y_km - seat.y_km) <= 1.0 + 1e-9
            assert seat.name.endswith("镇")


def test_a_seed_repeats_itself_and_another_differs() -> None:
    first, again, other = (load_county(spec("hoxud", placement_seed=s), DATA) for s in (1, 1, 2))
    assert same(first, again)
    assert not np.array_equal(first.road_km, other.road_km)
    assert [v.population for v in first.villages] != [v.population for v in other.villages]
    assert sum(v.population for v in first.villages) == sum(v.population for v in other.villages)


def test_overrides_of_a_scenario_take_precedence() -> None:
    base = load_county(spec("hoxud"), DATA)
    longer = load_county(spec("hoxud", circuity=1.2), DATA, circuity=2 * base.circuity, point_km=3.0)
    assert base.circuity == 1.15
    assert longer.circuity == 2.3
    assert longer.point_km == 3.0
    assert np.allclose(longer.road_km, 2 * base.road_km)  # a longer road moves no place


def test_loading_is_fast(counties: dict[str, County]) -> None:
    assert counties
    start = time.process_time()
    load_county(spec("yiyuan"), DATA)
    load_county(spec("kashgar_yarkant"), DATA)
    assert time.process_time() - start < 1.5
