"""Villages for which a host has too little room are asked about, each by a simulation of all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.county.county import County
from sim.inference.mix.mix_room import MIX_ROOM, MOST, mix_tables, room_table
from tests.inference.mix.test_mix_search import VILLAGES, World, world
from tests.measure import small


def cramped() -> World:
    """The bus is cheapest for all, and holds two of four villages."""
    cost = np.array([[100.0, 400.0, 900.0], [100.0, 500.0, 900.0], [100.0, 600.0, 900.0], [100.0, 700.0, 900.0]])
    return World(cost, np.full(VILLAGES, 0.45), np.zeros(3), np.ones((3, VILLAGES, 3), bool))


def county() -> County:
    return small.county()


def test_a_village_that_goes_without_for_want_of_room_is_told_what_a_vehicle_more_would_save() -> None:
    """The mix gives the bus to the two villages that save most; the others would each save what the bus costs less."""
    search = cramped().search(own=[2, 2, 2, 2])
    search.go(4)
    assert search.best.chosen.tolist() == [1, 1, 0, 0]
    table = room_table(search, county())
    bus, plan = (table[table["turned_to"] == mode] for mode in ("bus", "keeper"))
    assert bus["turned_year"].tolist() == pytest.approx([-400.0, -300.0])
    assert bus["adds"].tolist() == ["bus", "bus"]
    assert plan["turned_year"].tolist() == pytest.approx([400.0, 500.0])
    assert table["mode"].tolist() == ["own"] * 4
    assert table.columns.tolist() == MIX_ROOM


def test_nothing_is_asked_where_there_is_room() -> None:
    roomy = replace(cramped(), room=np.full(VILLAGES, 0.1))
    search = roomy.search(own=[2, 2, 2, 2])
    search.go(4)
    assert room_table(search, county()).empty
    assert set(mix_tables(search, county())) == {"best_mix", "mix_tried"}


@pytest.mark.parametrize("seed", range(6))
def test_no_more_villages_than_so_many_and_each_differs_from_the_mix(seed: int) -> None:
    search = world(seed).search(own=[1, 1, 1, 1])
    search.go(4)
    table = room_table(search, county())
    assert table["village"].nunique() <= MOST
    assert (table["mode"] != table["turned_to"]).all()
