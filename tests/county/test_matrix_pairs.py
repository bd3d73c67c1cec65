"""Rows and columns of a matrix are places: by their words, or by where they are."""

from __future__ import annotations

import numpy as np

from sim.county.geometry import LonLat
from sim.county.given import PlaceRef
from sim.county.matrix import Matrix, Placed
from sim.county.matrix_pairs import take_matrix
from sim.county.mileage import Mileage
from sim.problems import Problem, Where

HUB, TOWN, VILLAGE = ("hub", 0), ("township", 0), ("village", 0)
AT: dict[PlaceRef, LonLat] = {HUB: (118.0, 36.0), TOWN: (118.0, 36.001), VILLAGE: (118.2, 36.0)}


def taken(*words: str, position: LonLat | None = None, known: Mileage | None = None) -> tuple[Mileage, list[Problem]]:
    """Two rows and columns, 12 km and 20 minutes apart, called so, or at the hub's and another position."""
    positions = (None, None) if position is None else ((118.0, 36.0), position)
    ends = tuple(Placed(word, Where("m.json", key=str(i)), at) for i, (word, at) in enumerate(zip(words, positions, strict=True)))
    away = np.array([[0.0, 12.0], [12.0, 0.0]])
    roads, problems = known or Mileage(), list[Problem]()
    places = {"hub": HUB, "town": TOWN, "village": VILLAGE}
    matrix = Matrix(file="m.json", rows=ends, columns=ends, km=away, minutes=away / 0.6)
    take_matrix(matrix, roads, lambda word, where: places.get(word), list(AT), AT.get, problems)
    return roads, problems


def test_places_are_those_listed() -> None:
    roads, problems = taken("hub", "village")
    assert (roads.km, problems) == ({(HUB, VILLAGE): 12, (VILLAGE, HUB): 12}, [])
    assert roads.minutes[HUB, VILLAGE] == 20
    assert taken("hub", "nowhere")[0].km == {}


def test_without_a_list_every_place_takes_the_nearest_position() -> None:
    roads, problems = taken("", "", position=(118.201, 36.0))
    assert set(roads.km) == {(a, b) for a in (HUB, TOWN) for b in (VILLAGE,)} | {(b, a) for a in (HUB, TOWN) for b in (VILLAGE,)}
    assert problems == []
    assert taken("", "", position=(118.3, 36.0))[0].km == {}


def test_a_place_listed_twice_or_elsewhere_is_a_fault() -> None:
    assert [p.code for p in taken("hub", "hub")[1]] == ["county.matrix_twice"] * 4
    assert [p.code for p in taken("hub", "village", position=(119.0, 36.0))[1]] == ["county.matrix_order"] * 2


def test_pairs_of_a_table_stay() -> None:
    known = Mileage(km={(HUB, VILLAGE): 9.0})
    assert taken("hub", "village", known=known)[0].km == {(HUB, VILLAGE): 9, (VILLAGE, HUB): 12}
