"""Findings about service."""

from __future__ import annotations

from sim.proposal.findings.findings_service import modes, timetable
from tests.proposal.evident import made


def test_a_sentence_a_mode_and_of_an_overloaded_one_no_figure() -> None:
    told = list(modes(made("en", ("joint",), planned=False)))
    assert len(told) == 3
    assert told[0] == "joint delivery: overloaded, so its figures do not count and are left out."


def test_runs_a_week_are_those_of_the_table() -> None:
    evidence = made("en", planned=False)
    (text,) = timetable(evidence)
    assert f"{evidence.rows('timetable')['runs_week'].sum():,g} runs" in text
