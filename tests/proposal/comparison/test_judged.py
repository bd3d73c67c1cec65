"""What tests an answer stands beside it, and takes nothing away."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.inference.cost.sharing import PoolCosts
from sim.inference.robustness.robust import OneChange, Pair, RobustnessFindings
from sim.proposal.comparison.judged import means_of, with_robustness, with_sharing
from sim.proposal.lines import Statement
from tests.proposal.made import NAMES, compared

KPI = "cost_system_marginal_parcel"
FEE = OneChange("tariff.post_yuan", ("费", "fee"), ("1.5", "1.5"))


def found(*flips: OneChange) -> RobustnessFindings:
    first, second = NAMES
    return RobustnessFindings(40, {KPI: {first: 40, second: 0}}, dict.fromkeys(NAMES, 40), (Pair(KPI, first, second, 0.1, 40, 40, 40, flips, ()),))


def test_means_are_those_of_the_table() -> None:
    summary = compared().frames.summary
    means = means_of(compared())
    assert len(means) == len(summary)
    row = summary.iloc[0]
    assert means[row["mode"], row["kpi"]] == pytest.approx(row["mean"], nan_ok=True)


def test_robustness_is_told_second_in_the_answer() -> None:
    before = compared()
    after = with_robustness(before, found())
    assert after.robust is not None
    assert after.card.answers[0] == before.card.answers[0]
    assert len(after.card.answers) == len(before.card.answers) + 1
    assert set(before.card.lines) <= set(after.card.lines)
    assert with_robustness(before, found(FEE)).card.flips


def test_shares_are_a_table_and_pools_without_are_told() -> None:
    group = {frozenset({"a"}): 300, frozenset({"b"}): 200, frozenset({"a", "b"}): 400}
    pool = PoolCosts(mode="joint", pool="p", parcels={"a": 60.0, "b": 40.0}, cents=[group], days=7)
    line = replace(compared().card.answers[0], zh="无", en="none")
    assert isinstance(line, Statement)
    after = with_sharing(compared(), [pool, line])
    assert after.plan["sharing"]["brand"].tolist() == ["a", "b"]
    assert after.card.lines[-1] == line
    assert "sharing" not in with_sharing(compared(), [line]).plan
