"""Places of a plan: the hub first, each township and village under its township."""

from __future__ import annotations

from sim.plan.level import Level
from sim.plan.place import Place
from tests.plan.small import plans


def hubs(places: tuple[Place, ...]) -> list[tuple[str, int]]:
    return [(p.level, p.township) for p in places if p.level == "hub"]


def test_the_hub_is_one_and_belongs_to_no_township() -> None:
    for plan in plans():
        assert hubs(plan.places) == [("hub", -1)]


def test_every_other_place_belongs_to_a_township_and_no_code_is_twice() -> None:
    for plan in plans():
        assert {p.level for p in plan.places} <= set(Level)
        assert all(p.township >= 0 for p in plan.places if p.level != "hub")
        assert len({p.code for p in plan.places}) == len(plan.places)
