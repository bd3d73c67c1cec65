"""A county as rows of its tables: every place, in the words of either language."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.county.geometry import Region
from sim.county.rows import HUB, geojson_of, tables_of
from tests.county.givens import given, township, village
from tests.service.small_county import county

COUNTY = county()


def test_every_place_has_its_row() -> None:
    tables = tables_of(COUNTY)
    assert [r["name"] for r in tables["villages"]] == [v.name for v in COUNTY.villages]
    assert [r["code"] for r in tables["townships"]] == [t.code for t in COUNTY.townships]
    assert len(tables["county"]) == 1
    assert tables["distances"] == []


def test_only_villages_without_a_point_of_their_own_are_among_the_points() -> None:
    rows = tables_of(COUNTY)["points"]
    assert {"village": "N0", "point": ""} in rows
    assert {r["point"] for r in rows if r["village"] == "S5"} == {COUNTY.points[COUNTY.villages[-1].point].code}


@pytest.mark.parametrize(("lang", "word"), [("zh", "用户"), ("en", "user")])
def test_choices_are_in_the_language(lang: str, word: str) -> None:
    assert {r["position_status"] for r in tables_of(COUNTY, lang=lang)["villages"]} == {word}


def test_distances_and_townships_without_a_village_are_written_as_given() -> None:
    whole = given((township("北镇", code="T1"),), (village("a", code="N1"),), distances={(("hub", 0), ("township", 0)): 20.0, (("village", 0), ("hub", 0)): 3.0}, left_out=(township("空镇", (118.0, 36.0)),))
    tables = tables_of(COUNTY, whole, "en")
    assert [(r["from"], r["to"], r["km"]) for r in tables["distances"]] == [(HUB["en"], "T1", 20.0), ("N1", HUB["en"], 3.0)]
    assert tables["townships"][-1]["name"] == "空镇"
    assert tables["townships"][-1]["lon"] == 118.0


def test_a_boundary_has_its_holes_and_all_digits() -> None:
    ring = np.array([[0, 0], [1 / 3, 0], [0, 1], [0, 0]])
    document = geojson_of(COUNTY, Region((ring, ring / 2, ring + 5), (True, False, True)))
    assert [len(p) for p in document["geometry"]["coordinates"]] == [2, 1]
    assert document["geometry"]["coordinates"][0][0][1] == [1 / 3, 0]
    assert geojson_of(replace(COUNTY, boundary=()))["geometry"]["coordinates"] == []
