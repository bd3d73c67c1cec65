"""What rules see of villages: every attribute, and conditions that combine."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.service.assignment.rule import Condition
from sim.service.assignment.traits import Traits
from tests.service.small_county import county

VOLUME = np.arange(12.0)
NEAR = {1, 3, 9}


def met(**asked: Any) -> set[int]:
    """Villages of the small county of which a condition holds; remote are those over 6 km from their township."""
    here = county()
    places = {here.village_place(here.villages[v]) for v in NEAR}
    seen = Traits(here, VOLUME, lambda _: places, Condition(from_township_km=6))
    return set(np.flatnonzero(seen.meeting(Condition(**asked))).tolist())


def test_every_attribute_tells_villages_apart() -> None:
    here = county()
    people = [v.population for v in here.villages]
    hub = [here.road_km[0, here.village_place(v)] for v in here.villages]
    town = [here.road_km[here.township_place(v.township), here.village_place(v)] for v in here.villages]
    everyone = range(12)
    assert met() == set(everyone)
    assert met(from_parcels_day=3, below_parcels_day=7) == {3, 4, 5, 6}
    assert met(from_population=1000) == {v for v in everyone if people[v] >= 1000}
    assert met(below_population=1000) == {v for v in everyone if people[v] < 1000}
    assert met(from_km=20, below_km=34) == {v for v in everyone if 20 <= hub[v] < 34}
    assert met(remote=True) == met(from_township_km=6) == {v for v in everyone if town[v] >= 6}
    assert met(remote=False) == met(below_township_km=6) == set(everyone) - met(remote=True)
    assert met(on_line="transport_courier") == NEAR
    assert met(off_line="transport_courier") == set(everyone) - NEAR
    assert met(townships=("北镇",)) == {v for v in everyone if here.villages[v].township == 0}
    assert met(villages=("北1村", "S2")) == {v for v in everyone if here.villages[v].code in ("N1", "S2")}


def test_conditions_combine() -> None:
    small, north = {"below_population": 1000}, {"townships": ("T1",)}
    assert met(**small, **north) == met(**small) & met(**north)
    assert met(any_of=(small, north)) == met(**small) | met(**north)
    assert met(none_of=(small, north)) == met() - met(**small) - met(**north)
    assert met(from_km=20, any_of=(small, {"none_of": (north,)})) == met(from_km=20) & (met(**small) | (met() - met(**north)))
