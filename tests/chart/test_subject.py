"""What figures are drawn of."""

from __future__ import annotations

from sim.chart.subject import Subject
from tests.chart import made_up


def test_a_table_that_is_not_there_is_empty() -> None:
    of: Subject = made_up.subject(frames={})
    assert of.table("summary").empty
    assert len(made_up.subject().table("summary")) > 0


def test_looks_are_in_the_language_of_the_figures() -> None:
    assert made_up.subject("en").looks[1].name == "joint delivery by couriers"
