"""A routing service's matrix: which answers are read, and what is told of those that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.county.county import County
from sim.county.load import load_county
from sim.county.matrix import read_matrix
from sim.county.spec import CountySpec
from sim.county.workbook import new_county
from sim.problems import InputError
from sim.table import Findings

PLACES = ["县城", "东镇", "甲村", "乙村"]
AT = [(118.00, 36.00), (118.15, 36.00), (118.20, 36.05), (118.20, 36.00)]
DURATIONS = [[0, 1500, 2100, 1800], [1500, 0, 700, 600], [2100, 720, 0, 660], [1800, 600, 660, 0]]
DISTANCES = [[0, 16000, 24000, 21000], [16000, 0, 9000, 6000], [24000, 9000, 0, 7000], [21000, 6000, 7000, 0]]
ANSWER = {"code": "Ok", "durations": DURATIONS, "distances": DISTANCES}
ENDS = [{"location": [lon + 0.001, lat], "name": ""} for lon, lat in AT]


def load(folder: Path, answer: Any, places: str | None = None) -> County:
    villages = "村名,乡镇,经度,纬度\n" + "".join(f"{n},东镇,{lon},{lat}\n" for n, (lon, lat) in zip(PLACES[2:], AT[2:], strict=True))
    tables = {
        "villages": villages, "townships": "name,lon,lat\n东镇,118.15,36.00\n", "county": "县名,经度,纬度\n试县,118.00,36.00\n",
    }
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    (folder / "m.json").write_text(answer if isinstance(answer, str) else json.dumps(answer), encoding="utf-8")
    if places is not None:
        (folder.parent / "places.csv").write_text(places, encoding="utf-8")
    spec = CountySpec(slug="own", source=str(folder), matrix=str(folder / "m.json"), matrix_places=places and str(folder.parent / "places.csv"))
    return load_county(spec, Path("none"))


def minutes(c: County) -> list[list[float | None]]:
    return [[c.minutes(a, b) for b in range(4) if b != a] for a in range(4)]


def notes(c: County) -> dict[str, int]:
    return {str(n.what): n.count for n in c.notes if "matrix" in str(n.what)}


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ({**ANSWER, "places": PLACES}, None),
        (ANSWER, "地点\n" + "\n".join(PLACES)),
        ({**ANSWER, "sources": ENDS, "destinations": ENDS}, None),
        ({"durations": DURATIONS, "distances": (np.array(DISTANCES) / 1000).tolist(), "places": PLACES, "metadata": {"query": {"units": "km"}}}, None),
    ],
)
def test_places_are_listed_in_the_file_or_beside_it_or_found_by_position(tmp_path: Path, answer: Any, places: str | None) -> None:
    c = load(tmp_path / "own", answer, places)
    assert minutes(c)[0] == [25, 35, 30]
    assert (c.minutes(1, 2), c.minutes(2, 1)) == (pytest.approx(700 / 60), 12)
    assert c.road_km[0].tolist() == [0, 16, 24, 21]
    assert notes(c) == {"pairs of places of the routing matrix": 12}


def test_a_matrix_of_times_alone_leaves_kilometres_to_the_rule(tmp_path: Path) -> None:
    c = load(tmp_path / "own", {"durations": DURATIONS, "places": PLACES})
    assert minutes(c)[0] == [25, 35, 30]
    assert c.road_km[0, 1] == pytest.approx(c.circuity * c.townships[0].x_km)
    other = load(tmp_path / "two", {"distances": DISTANCES, "places": PLACES})
    assert other.road_minutes is None
    assert other.road_km[0, 1] == 16


def test_pairs_without_a_way_fall_back_and_are_named(tmp_path: Path) -> None:
    gaps = {key: [[None if {i, j} == {2, 3} else cell for j, cell in enumerate(row)] for i, row in enumerate(of)] for key, of in (("durations", DURATIONS), ("distances", DISTANCES))}
    c = load(tmp_path / "own", {**gaps, "places": PLACES})
    a, b = c.point_place(0), c.point_place(1)
    assert c.minutes(a, b) is None
    straight = np.hypot(c.points[0].x_km - c.points[1].x_km, c.points[0].y_km - c.points[1].y_km)
    assert c.road_km[a, b] == pytest.approx(c.circuity * straight)
    assert notes(c)["pairs the routing matrix has no way for, filled by rule"] == 2


def test_the_users_own_table_goes_before_the_matrix(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "distances.csv").write_text("起点,终点,公里,行车分钟\n县城,东镇,17,33\n", encoding="utf-8")
    c = load(folder, {**ANSWER, "places": PLACES})
    assert (c.road_km[0, 1], c.minutes(0, 1), c.minutes(1, 0)) == (17, 33, 25)


def scaled(key: str, factor: float) -> dict[str, Any]:
    return {**ANSWER, key: (np.array(ANSWER[key]) * factor).tolist(), "places": PLACES}


@pytest.mark.parametrize(
    ("answer", "codes", "told"),
    [
        ({**ANSWER, "places": PLACES[:3]}, ["county.matrix_size"] * 2, "4 rows, 4 columns"),
        (ANSWER, ["county.matrix_size"] * 2, "matrix_places"),
        ({**ANSWER, "places": [*PLACES[:3], "乙庄"]}, ["county.unknown_place"] * 2, "乙村"),
        ({**ANSWER, "places": [*PLACES[:3], "甲村"]}, ["county.matrix_twice"] * 4, "once"),
        ({**ANSWER, "places": 4}, ["county.matrix"], "list of names"),
        ({**ANSWER, "durations": [*DURATIONS[:3], [1, 2]], "places": PLACES}, ["county.matrix_size"], "different length"),
        ({**ANSWER, "durations": [[0, -1, 2, "x"], *DURATIONS[1:]], "places": PLACES}, ["county.matrix_cell"] * 2, "durations[0][1]"),
        ({**ANSWER, "durations": [[None] * 4] * 4, "places": PLACES}, ["county.matrix"], "no number"),
        (scaled("durations", 1 / 60), ["county.matrix_unit"], "seconds"),
        (scaled("durations", 1000), ["county.matrix_unit"], "seconds"),
        (scaled("distances", 1 / 1000), ["county.matrix_unit"], "metres"),
        ({**ANSWER, "places": PLACES, "sources": ENDS[::-1], "destinations": ENDS[::-1]}, ["county.matrix_order"] * 4, "order"),
        ({**ANSWER, "durations": [[900, *DURATIONS[0][1:]], *DURATIONS[1:]], "places": PLACES}, ["county.matrix_cell"], "县城 to itself"),
        ({**ANSWER, "durations": [DURATIONS[1], DURATIONS[0], *DURATIONS[2:]], "places": PLACES}, ["county.matrix_cell"] * 2, "order of the places"),
        ({**ANSWER, "distances": [[0, 9e9, *DISTANCES[0][2:]], *DISTANCES[1:]], "places": PLACES}, ["county.matrix_cell"], "distances[0][1]: found 9,000,000,000"),
        ({**ANSWER, "distances": [[0, 900_000, *DISTANCES[0][2:]], *DISTANCES[1:]], "places": PLACES}, ["county.distance_ways"], "900 km, 16 km"),
        (scaled("durations", 0.1), ["county.distance_speed"], "km/h"),
        ({"code": "InvalidQuery", "message": "Too many"}, ["county.matrix"], "Too many"),
        ({"error": {"code": 6004, "message": "limit"}}, ["county.matrix"], "limit"),
        ([1, 2], ["county.matrix"], "durations"),
        ({"routes": []}, ["county.matrix"], "annotations"),
        ("no json", ["file.text"], "JSON"),
    ],
)
def test_what_cannot_be_used_is_told(tmp_path: Path, answer: Any, codes: list[str], told: str) -> None:
    with pytest.raises(InputError) as error:
        load(tmp_path / "own", answer)
    found = [p.code for p in error.value.problems]
    assert found == codes or set(found) == set(codes) == {"county.distance_speed"}
    assert told in str(error.value)
    assert all(p.text("zh") for p in error.value.problems)


def test_a_table_of_places_that_is_missing_is_told_with_the_rest(tmp_path: Path) -> None:
    spec = CountySpec(slug="own", source=str(tmp_path / "none"), matrix=str(tmp_path / "m.json"), matrix_places=str(tmp_path / "p.csv"))
    (tmp_path / "m.json").write_text(json.dumps(ANSWER), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_county(spec, Path("none"))
    assert {p.code for p in error.value.problems} >= {"county.missing_source"}
    assert "p.csv" in str(error.value)
    assert "none" in str(error.value)


def test_units_are_those_of_the_model(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(json.dumps({**ANSWER, "places": PLACES}), encoding="utf-8")
    found = read_matrix(tmp_path / "m.json", None, Findings())
    assert found is not None
    assert found.km is not None
    assert found.minutes is not None
    assert (found.km[0, 1], found.minutes[0, 1], found.rows[1].word) == (16, 25, "东镇")


def test_a_county_with_a_matrix_of_times_comes_back_with_its_minutes(tmp_path: Path) -> None:
    built = load(tmp_path / "own", {"durations": DURATIONS, "places": PLACES})
    spec = CountySpec(slug="own", source=str(tmp_path / "own"), matrix=str(tmp_path / "own" / "m.json"))
    new_county(spec, Path("none"), tmp_path / "new.xlsx")
    again = load_county(CountySpec(slug="new", source=str(tmp_path / "new.xlsx")), Path("none"))
    assert again.road_minutes is not None
    assert built.road_minutes is not None
    assert np.allclose(again.road_minutes, built.road_minutes, equal_nan=True)
    assert np.allclose(again.road_km, built.road_km, atol=0.001)
