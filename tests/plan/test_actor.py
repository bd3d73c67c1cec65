"""Actors: their texts, which of them are what, and how they sort."""

from __future__ import annotations

import pytest

from sim.plan.actor import KEEPER, PUBLIC, RESIDENT, WORLD, Actor, actor_of

ALL = (Actor.pool("joint"), Actor.brand("zto"), Actor.host("post"), KEEPER, PUBLIC, RESIDENT, WORLD)


def test_an_actor_is_read_from_its_text() -> None:
    assert [str(actor) for actor in ALL] == ["pool:joint", "brand:zto", "host:post", "keeper", "public", "resident", "world"]
    assert tuple(actor_of(str(actor)) for actor in ALL) == ALL


@pytest.mark.parametrize("text", ["", "operator", "host", "keeper:a", "place:x", "brandy:x"])
def test_what_is_no_actor_is_none(text: str) -> None:
    assert actor_of(text) is None


def test_actors_sort_as_their_texts_do() -> None:
    assert [str(actor) for actor in sorted(ALL)] == sorted(map(str, ALL))


def test_operators_are_brands_hosts_and_keepers() -> None:
    assert [actor for actor in ALL if actor.is_operator] == list(ALL[:4])
    assert [actor for actor in ALL if actor.is_brand] == list(ALL[:2])
    assert [actor for actor in ALL if actor.is_host] == [ALL[2]]
