"""Lines of words in both languages."""

from __future__ import annotations

from sim.proposal.lines import Statement, named


def test_a_mode_without_a_name_goes_by_its_key() -> None:
    assert named({"a": ("甲", "A")}, "a") == ("甲", "A")
    assert named({}, "a") == ("a", "a")


def test_a_line_is_no_answer_unless_it_has_a_verdict() -> None:
    assert (Statement("t", "甲", "a").verdict, Statement("t", "甲", "a").group) == ("", "")
