"""The plans in a few lines each: every plan by its name, its lines and runs, its notes in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.plan.note import PlanNote
from sim.problems import phrase
from sim.proposal.plan_lines import plan_lines
from tests.proposal.made import NAMES, prepared


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_heading_a_plan_with_its_lines_and_overloads(lang: str) -> None:
    heads = [line.strip() for line in plan_lines(prepared("other"), lang) if "■" in line]
    assert len(heads) == len(NAMES)
    for head, (mode, names) in zip(heads, NAMES.items(), strict=True):
        assert names[lang == "en"] in head
        assert mode in head
        assert "4" in head
    assert ("超负荷" in heads[1]) == (lang == "zh")
    assert "overload" not in heads[0]


def test_many_notes_of_one_kind_are_told_by_the_largest_and_counted() -> None:
    made = prepared()
    late = [PlanNote(f"village/pool:ab/s{i}", phrase("plannote.late_with_pick_ups", minutes=i)) for i in range(1, 31)]
    notes = (*late, PlanNote("village/pool:ab/s1", phrase("plain.file")))
    noted = replace(made.scenarios[0], plan=replace(made.scenarios[0].plan, notes=notes))
    lines = [line for line in plan_lines(replace(made, scenarios=(noted,)), "en") if line.startswith("  * ")]
    assert all(f" {minutes} min " in line for minutes, line in zip((30, 29, 28), lines, strict=False))
    assert lines[3] == "  * the same of 27 others"
    assert len(lines) == 5


def test_remarks_come_first_and_notes_are_told_in_words() -> None:
    made = prepared(remarks=(("注意", "mind"),))
    noted = replace(
        made.scenarios[0],
        plan=replace(made.scenarios[0].plan, notes=(PlanNote("village/pool:ab/s1", phrase("plain.file")),)),
    )
    lines = list(plan_lines(replace(made, scenarios=(noted,)), "en"))
    assert lines[0] == "\nmind"
    assert lines[-1].startswith("  * ")
    assert "pool:ab" not in lines[-1]
