"""A county of which nobody says how large it is stands for one of the mean, and results say so."""

from __future__ import annotations

from dataclasses import replace

from sim.county.county import Note
from sim.problems import phrase
from sim.proposal.assumed_size import size_remarks
from tests.measure import small


def test_what_is_assumed_of_the_size_is_told_in_one_line() -> None:
    county = small.county()
    area = Note(phrase("note.area"), "assumed", 1, phrase("source.area_by_townships"))
    people = Note(phrase("note.rural_population"), "assumed", 1, phrase("source.people_a_village", value="1,050"))
    (told,) = size_remarks(replace(county, notes=(area, people)))
    assert "面积（每乡镇130平方公里）、乡村人口（未填的村平均每村1,050人）未填" in told.zh
    assert "130" in told.en
    assert size_remarks(replace(county, notes=(replace(area, status="user"),))) == []
