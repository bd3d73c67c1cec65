"""Findings about places."""

from __future__ import annotations

from sim.proposal.findings.findings_places import backstop, today, villages
from tests.proposal.evident import made


def test_villages_are_told_with_their_number() -> None:
    count = len(made(planned=False).prepared.county.rural)
    assert all(f"/{count}" in text for text in villages(made("en", planned=False)) if "slowest" not in text)


def test_without_a_status_quo_nothing_is_set_against_it() -> None:
    assert any("nothing here is set" in text for text in today(made("en", planned=False)))


def test_a_backstop_is_told_of_where_a_plan_has_one() -> None:
    assert not list(backstop(made(planned=False)))
