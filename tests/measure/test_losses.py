"""What is lost is counted by what entered, and paid by who works the way."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from sim.clock import DAY, NEVER
from sim.measure.accounts import write_ledger
from sim.measure.case import Case
from sim.measure.losses import loss_kpis, lost, lost_out
from tests import plans
from tests.measure import small


def _case() -> Case:
    """The small case, in which every tenth parcel is missed an hour before it would have come to its point."""
    case = small.measured()
    gone = np.where(np.arange(len(case.cell)) % 10 == 0, case.outcome.milestones.at_point - 1, NEVER)
    asked = case.parameters.model_copy(update={"disruption": case.parameters.disruption.model_copy(update={"lost_share": 0.1})})
    return Case(case.plan, case.draws, replace(case.outcome, lost=gone), case.county, asked)


def _rate(case: Case) -> float:
    return float(loss_kpis(case, False, np.zeros(case.villages, np.int64), 1)["lost_10k"][0])


def test_nothing_is_said_where_nothing_can_be_lost() -> None:
    assert np.isnan(_rate(small.measured()))


def test_those_missed_on_measured_days_of_all_that_entered_then() -> None:
    case = _case()
    assert lost(case).sum() == case.measured(case.outcome.lost).sum() > 0
    assert _rate(case) == pytest.approx(10_000 * lost(case).sum() / case.entered.sum())


def test_outbound_ones_are_counted_apart() -> None:
    offers = plans.offers([0, 1, 2, 3], village=[0, 0, 1, 1])
    blank = plans.nothing_sent()
    times = {f.name: np.full(4, NEVER) for f in fields(blank)} | {"accepted": np.full(4, 8 * DAY), "lost": np.array([NEVER, NEVER, NEVER, 8 * DAY])}
    case = _case()
    out = Case(case.plan, replace(case.draws, offers=offers), replace(case.outcome, sent=replace(blank, **times)), case.county, case.parameters)
    assert loss_kpis(out, False, np.arange(case.villages), case.villages)["out_lost_10k"][:2].tolist() == [0, 5000]
    assert lost_out(out).sum() == 1
    assert _rate(out) == _rate(case)


def test_each_costs_who_works_the_way() -> None:
    case = _case()
    paid = write_ledger(case).ledger.cells(lambda account: account.category == "loss").sum()
    assert paid == round(100 * case.parameters.disruption.lost_yuan * lost(case).sum())
