from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.clock import HOUR
from sim.plan.plan import ServicePlan
from sim.problems import Phrase
from sim.service.hosts.long_rounds import note_long_rounds
from tests.service.small_county import build, parameters


def told(plan: ServicePlan) -> list[str]:
    return [note.told.text("en") for note in plan.notes if note.about == "host.post.vehicles"]


def test_a_round_longer_than_a_drivers_day_is_told_with_its_length() -> None:
    slow = parameters(host__post__vehicles=2, host__post__speed_kmh=1.0, fleet__sizing="existing")
    assert any("more than a driver's day" in words for words in told(build("postal_courier", slow)))


def test_rounds_of_a_day_are_not() -> None:
    assert told(build("postal_courier", parameters(host__post__vehicles=2, fleet__sizing="existing"))) == []


def test_the_longest_is_named_and_one_that_just_fits_is_not_counted() -> None:
    notes: list[Phrase] = []
    draft = SimpleNamespace(duty=(7 * HOUR, 19 * HOUR), note=lambda about, words: notes.append(words))
    leg: Any = SimpleNamespace(draft=draft, rule=SimpleNamespace(carrier="post"))
    lines: list[Any] = [
        SimpleNamespace(name=name, planned=planned, stops=(SimpleNamespace(km=20.0),), back_km=15.5)
        for name, planned in (("first", 12 * HOUR), ("second", 13 * HOUR), ("third", 18 * HOUR + HOUR // 2))
    ]
    note_long_rounds(leg, lines)
    assert [dict(words.facts) for words in notes] == [{"rounds": 2, "line": "third", "hours": "18.5", "km": "36", "duty": "12"}]
