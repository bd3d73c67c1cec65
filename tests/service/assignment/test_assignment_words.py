"""Where a word that names nothing is told."""

from __future__ import annotations

from sim.parameters import Parameters
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.assignment_words import assignment_words
from tests.service import small_county


def test_a_word_is_told_by_key_of_the_chosen_and_by_file_of_others() -> None:
    modes = small_county.modes()
    spreads = {name: Assignment.model_validate({"name": name, "mode": "courier_courier", "townships": {"东镇": "nowhere"}}) for name in ("mine", "theirs", "unasked")}
    found = list(assignment_words(("courier_courier", "mine"), ("theirs", "courier_courier"), spreads, Parameters(), modes, ()))
    where = {str(p.where) for p in found if p.found == "nowhere"}
    assert where == {"assignment.townships.东镇", "assignment/theirs.yaml, townships.东镇"}
    known = list(assignment_words(("courier_courier", "mine"), (), spreads, Parameters(), modes, ("nowhere",)))
    assert not [p for p in known if p.found == "nowhere"]
    assert not list(assignment_words(("courier_courier", "mine"), (), spreads, None, modes, ()))
