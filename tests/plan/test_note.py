"""What a person should know of a plan, in words of either language."""

from __future__ import annotations

from sim.plan.note import Aside, PlanNote
from sim.problems import phrase
from tests.service.load.test_reach import far_out, planned


def test_a_note_says_what_it_is_about() -> None:
    note = PlanNote("line:n1", phrase("hint.did_you_mean", word="x"))
    assert str(note) == f"line:n1: {phrase('hint.did_you_mean', word='x').text('en')}"
    assert note.told.text("zh") != note.told.text("en")


def test_a_village_set_aside_takes_longer_than_is_allowed() -> None:
    asides: tuple[Aside, ...] = planned(far_out(250.0), "courier_courier").aside
    assert [a.pool for a in asides] == ["joint"]
    assert all(a.planned > a.allowed > 0 for a in asides)
