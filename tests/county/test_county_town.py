"""The county town and its communities: what a county gains by them, what stays, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from experiments.scenarios.provenance import DATA
from sim.county.county import County
from sim.county.county_town import of_seat, town_problems
from sim.county.load import load_county, read_county
from sim.county.rows import tables_of
from sim.county.spec import CountySpec
from sim.county.workbook import new_county
from sim.problems import InputError

VILLAGES = "村名,乡镇,编码,人口,类型,末端网点数\n东村,东镇,1,800,,\n西村,东镇,2,600,,\n"
COMMUNITIES = "甲社区,城关镇,91,3000,社区,2\n乙社区,城关镇,92,,社区,\n丙社区,东镇,93,,社区,\n"


def hoxud(communities: bool) -> County:
    return load_county(CountySpec(slug="hoxud", communities=communities), DATA)


def own(folder: Path, communities: str = COMMUNITIES, county: str = "县名,城镇人口\n小县,9000\n") -> CountySpec:
    """A county of two villages and the communities, in a folder of its own."""
    (folder / "villages.csv").write_text(VILLAGES + communities, encoding="utf-8")
    (folder / "county.csv").write_text(county, encoding="utf-8")
    return CountySpec(slug="own", source=str(folder), communities=True)


def refused(spec: CountySpec) -> set[str]:
    with pytest.raises(InputError) as told:
        load_county(spec, DATA)
    return {problem.code for problem in told.value.problems}


def test_villages_and_their_roads_stay_as_they_are() -> None:
    with_town, without = hoxud(True), hoxud(False)
    places, before = len(without.road_km), 1 + len(without.townships)
    kept = [*range(before), *range(before + 1, places + 1)]
    assert with_town.rural == without.villages
    assert (with_town.road_km[np.ix_(kept, kept)] == without.road_km).all()
    assert without.town is None
    assert not without.urban.any()


def test_the_communities_of_the_seat_come_last_with_the_urban_residents() -> None:
    county = hoxud(True)
    urban = county.villages[len(county.rural) :]
    assert county.town == len(county.townships) - 1
    assert (county.urban.sum(), len(urban)) == (6, 6)
    assert sum(v.population for v in urban) == round(32543 * 6 / 8)  # 6 of the county's 8 communities are of the seat
    assert [county.village_place(v) for v in urban] == list(range(len(county.road_km) - 6, len(county.road_km)))
    assert county.road_km[0, -6:].max() < 2.0


def test_residents_and_outlets_of_a_row_are_kept_and_the_rest_shared(tmp_path: Path) -> None:
    county = load_county(own(tmp_path), DATA)
    first, second = county.villages[2:]
    assert [(v.name, v.outlets) for v in (first, second)] == [("甲社区", 2), ("乙社区", None)]
    assert (first.population, second.population) == (3000, 3000)  # two thirds of 9000, less the 3000 given


@pytest.mark.parametrize(
    ("communities", "county", "codes"),
    [
        ("", "县名\n小县\n", {"county.no_community"}),
        (COMMUNITIES, "县名\n小县\n", {"county.no_urban_residents"}),
        ("甲社区,城关镇,1,3000,社区,\n乙社区,城关镇,92,10,社区,\n", "县名\n小县\n", {"county.duplicate_community"}),
        ("甲社区,城关镇,91,3000,社区,0\n", "县名\n小县\n", {"county.out_of_range"}),
    ],
)
def test_what_cannot_be_served_is_refused(tmp_path: Path, communities: str, county: str, codes: set[str]) -> None:
    assert refused(own(tmp_path, communities, county)) == codes


def test_nothing_is_asked_of_a_county_that_leaves_them_out(tmp_path: Path) -> None:
    spec = own(tmp_path, "", "县名\n小县\n").model_copy(update={"communities": False})
    given = read_county(spec, DATA, [])
    assert given is not None
    assert town_problems(given, spec) == []


def test_tables_written_have_the_communities_as_rows_not_as_villages(tmp_path: Path) -> None:
    spec = own(tmp_path)
    given = read_county(spec, DATA, [])
    assert given is not None
    assert [o.name for o in of_seat(given)] == ["甲社区", "乙社区"]
    tables = tables_of(load_county(spec, DATA), given)
    assert [row["name"] for row in tables["villages"]] == ["东村", "西村", "甲社区", "乙社区", "丙社区"]
    assert [row["name"] for row in tables["townships"]] == ["东镇"]


def test_a_community_keeps_its_share_to_the_door_and_the_township_that_lists_it(tmp_path: Path) -> None:
    spec = own(tmp_path)
    rows = "村名,乡镇,编码,人口,类型,送货上门比例\n东村,东镇,1,800,,\n甲社区,城关镇,91,3000,社区,0.4\n乙社区,城关镇,92,,社区,\n"
    (tmp_path / "villages.csv").write_text(rows, encoding="utf-8")
    first, second = load_county(spec, DATA).villages[1:]
    assert [(v.to_door_share, v.listed[-1]) for v in (first, second)] == [(0.4, "城关镇"), (None, "城关镇")]


def test_urban_residents_are_written_with_the_county(tmp_path: Path) -> None:
    new_county(own(tmp_path), DATA, tmp_path / "c.xlsx")
    again = CountySpec(slug="own", source=str(tmp_path / "c.xlsx"), communities=True)
    assert [v.population for v in load_county(again, DATA).villages] == [800, 600, 3000, 3000]
