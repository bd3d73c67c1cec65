from __future__ import annotations

import pytest

from sim.proposal.check_lines import county_lines, load_lines, verdict_line
from tests.proposal.made import NAMES, prepared


@pytest.mark.parametrize(("lang", "word"), [("zh", "个乡镇"), ("en", "townships")])
def test_the_county_comes_in_a_line_before_what_its_data_are(lang: str, word: str) -> None:
    made = prepared()
    first, *notes = county_lines(made, lang)
    assert word in first
    assert len(notes) == len(made.county.notes)


def test_each_plan_has_its_loads_and_the_verdict_names_those_with_too_much() -> None:
    made = prepared("other")
    heads = [line for line in load_lines(made, "en") if "heaviest" in line]
    assert len(heads) == len(NAMES)
    assert verdict_line(made, "en").startswith("The input is in order; overloaded: ")
    assert verdict_line(prepared(), "zh") == "输入无误，各方案均不超负荷。"
