"""How often the order by cost holds, in words: robust only where nothing alone turns it."""

from __future__ import annotations

import pytest

from sim.inference.robustness.robust import BASES, OneChange, Pair, RobustnessFindings
from sim.inference.verdict import MET, NOT_VERIFIED
from sim.parameters import Parameters
from sim.proposal.comparison.robust_words import (
    listed,
    parameters_named,
    robust_answer,
    robust_lines,
    robust_shown,
    robust_table,
)

NAMES = {"a": ("甲", "A"), "b": ("乙", "B")}
FEE = OneChange("tariff.post_yuan", ("邮快费", "post fee"), ("1.5", "1.5"))
TIMES = OneChange("host.post.depart", ("发车", "departures"), ("06:00", "06:00"), timetable=True)


def robustness(*flips: OneChange, holds: int = 40) -> RobustnessFindings:
    pairs = tuple(Pair(kpi, "a", "b", 1.25, holds, 40, 40, flips, (("tariff.post_yuan", -0.5),)) for kpi in BASES)
    return RobustnessFindings(40, {kpi: {"a": holds, "b": 40 - holds} for kpi in BASES}, {"a": 40, "b": 40}, pairs)


@pytest.mark.parametrize(
    ("found", "verdict"), [(robustness(), MET), (robustness(FEE), NOT_VERIFIED), (robustness(holds=30), NOT_VERIFIED)]
)
def test_an_order_is_robust_where_it_holds_and_nothing_alone_turns_it(found: RobustnessFindings, verdict: str) -> None:
    line = robust_answer(found, NAMES)
    assert line.verdict == verdict
    assert ("not robust" in line.en) == (verdict != MET)
    assert "40" in line.zh


def test_what_turns_the_order_is_named() -> None:
    assert "post fee (1.5)" in robust_answer(robustness(FEE), NAMES).en
    assert "邮快费（1.5）" in robust_answer(robustness(FEE), NAMES).zh


def test_timetables_come_first_and_are_told_where_they_turn_nothing() -> None:
    assert [x.topic for x in robust_lines(robustness(FEE, TIMES), NAMES)] == [TIMES.key, FEE.key]
    assert [x.topic for x in robust_lines(robustness(FEE), NAMES)] == ["robustness", FEE.key]
    assert len(robust_lines(robustness(), NAMES)) == 1


def test_values_of_one_key_are_told_together_and_many_keys_cut() -> None:
    twice = [FEE, OneChange(FEE.key, FEE.names, ("2", "2"))]
    assert listed(twice, "en") == "post fee (1.5 or 2)"
    many = [OneChange(f"k{i}", ("名", "n"), ("1", "1")) for i in range(30)]
    assert "more" in listed(many, "en")
    assert listed([], "zh") == ""


def test_tables_have_a_row_a_pair() -> None:
    assert robust_table(robustness(FEE))["difference"].tolist() == [-1.25] * 2
    assert robust_shown(
        robustness(FEE), {"a": "甲", "b": "乙"}, "zh"
    ).iloc[0].tolist()[1:5] == ["甲", "乙", "1.25", "40/40"]


def test_keys_listed_for_programs_are_told_in_words_with_their_units() -> None:
    listed = "demand.parcels_per_resident_day=0.01 parcels/resident/day; host.bus.depart=10:30, 11:00"
    assert parameters_named(listed, "=", Parameters(), "zh") == "人均日件量=0.01件/人/天；客运公司发车时刻=10:30、11:00"
    assert "=0.01 parcels/resident/day; " in parameters_named(listed, "=", Parameters(), "en")
    assert parameters_named("demand.scale +0.50", " ", Parameters(), "zh") == "总件量系数 +0.50"
    assert parameters_named(float("nan"), "=", Parameters(), "zh") == ""
