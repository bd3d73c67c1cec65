"""The trust card: the answer first, what it rests on, and no figure of a plan that is overloaded."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.inference.precision import Decision, TargetStanding
from sim.inference.precision import PrecisionTarget as Goal
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.ledger import TRANSFER, Account
from sim.measure.measure import measure
from sim.plan.actor import KEEPER, PUBLIC
from sim.proposal.trust import LAWS, trust_card
from tests import plans
from tests.flow import small as small_flow
from tests.measure import small

MODES, REPLICATIONS = ("joint", "other"), 4


@pytest.fixture(scope="module")
def measures():
    county, p = small.county(), small.parameters()
    return [
        measure(*small.case(r + 10 * k, mode=mode), county, p, r) for k, mode in enumerate(MODES)
        for r in range(REPLICATIONS)
    ]


def test_the_trust_card_names_every_law_that_is_checked():
    plan = small_flow.plan()
    draws = plans.draws(plan, small_flow.parcels([1.0, 2.0]))
    assert set(LAWS) == {*check_laws(plan, draws, simulate(plan, draws)), "ledger"}


def test_the_trust_card_says_what_precision_was_reached(measures):
    county, p, names = small.county(), small.parameters(), {"joint": ("快快合作", "joint delivery")}
    mean, p90 = Goal("at_village_mean_h", "joint"), Goal("at_village_p90_h", "joint", "other")

    def line(reached, *standings):
        card = trust_card(measures, county, p, names=names, precision=Decision(4, True, reached, standings))
        return next(x for x in card.lines if x.topic == "replications")

    met = line(True, TargetStanding(mean, 4, 20.0, 0.5, 1.0, "met"))
    assert (met.verdict, met.en) == (MET, "replications chosen by precision: 4; all 1 targets reached")
    skewed = line(True, TargetStanding(mean, 4, 20.0, 0.5, 1.0, "met", "skewed"))
    assert (
        skewed.verdict, "no interval of mean time to the village point would hold" in skewed.en
    ) == (NOT_VERIFIED, True)
    missed = line(
        False, TargetStanding(mean, 4, 0.1, 1.5, 0.005, "open"),
        TargetStanding(p90, 4, np.inf, np.nan, np.inf, "censored"),
    )
    assert missed.verdict == NOT_MET
    assert (
        "2 of 2 targets not reached: joint delivery, mean time to the village point ±1.5 h (asked: ±0.0 h); joint "
        "delivery − other, P90 time to the village point infinite"
    ) in missed.en
    assert "precision.absolute" in missed.en
    assert "快快合作 − other，到村点时间P90有重复为无穷大" in missed.zh
    assert "replications" not in {x.topic for x in trust_card(measures, county, p).lines}


def test_trust_card_puts_the_answer_first(measures):
    county, p = small.county(), small.parameters()
    dear = [replace(
        m, county={**m.county, **{k: v + 50 for k, v in m.county.items() if k == "cost_system_full_parcel"}}
    ) if m.mode == "joint" else m for m in measures]
    cheap = [replace(m, county={
        **m.county, **{k: v - 50 for k, v in m.county.items() if k.startswith("cost_system_") and "full" not in k}
    }) if m.mode == "joint" else m for m in dear]
    card = trust_card(cheap, county, p, names={"joint": ("快快合作", "joint delivery")})
    assert card.flips
    assert card.answers[0].en.startswith(
        "No mode costs society least on both bases of hosts' cost (pool): with hosts at marginal cost: joint delivery, "
    )
    assert "with hosts at full cost: other, " in card.answers[0].en
    assert card.answers[0].verdict == NOT_VERIFIED
    topics = [line.topic for line in card.lines]
    assert {"laws", "days", "precision", "input", "cost.host_basis", "resident.trip_share"} <= set(topics)
    basis = next(line for line in card.lines if line.topic == "cost.host_basis")
    assert "changes the ranking" in basis.en
    assert "快快合作" in basis.zh
    assert "合成" in next(line.zh for line in card.lines if line.topic == "input")


def told(measures, **how):
    """The answer of a trust card in English, in one text."""
    names = {m: (m, m) for m in ("joint", "other", "today")}
    card = trust_card(measures, small.county(), small.parameters(), names=names, **how)
    return " | ".join(x.en for x in card.answers), {x.topic: x for x in card.lines}


def test_an_overloaded_mode_is_in_no_headline(measures):
    cheap = [replace(m, county={**m.county, "cost_system_parcel": 0.5}) if m.mode == "other" else m for m in measures]
    before, _ = told(cheap)
    assert "Least cost for society (pool): other" in before
    answer, lines = told(cheap, overloaded={"other": [("邮政", "post")]})
    assert "other overloaded, so no figure counts (planned: 100.0% of brand x village pairs)" in answer
    assert answer.count("other") == 1
    assert "0.50" not in answer
    assert "joint" in answer
    assert "overloaded, so no precision" in " ".join(
        x.en
        for x in trust_card(cheap, small.county(), small.parameters(), overloaded={"other": [("邮政", "post")]}).lines
        if x.topic == "precision"
    )
    assert "cost.host_basis" not in lines, "one mode is left, so there is no ranking to change"


def test_nothing_is_set_against_an_overloaded_status_quo(measures):
    assert "Against the status quo (other)" in told(measures, status_quo=["other"])[0]
    answer = told(measures, status_quo=["other"], overloaded={"other": [("邮政", "post")]})[0]
    assert "Against" not in answer
    assert "nothing is set against it" in answer


def test_where_all_are_overloaded_there_is_no_figure(measures):
    over = {m: [("邮政", "post")] for m in ("joint", "other")}
    answer = told(measures, status_quo=["other"], overloaded=over)[0]
    assert answer.startswith("Every plan is overloaded")
    assert not any(c.isdigit() for c in answer)


def test_public_money_that_no_plan_asks_for_is_not_nought(measures):
    assert "public money not in this plan" in told(measures)[0]
    paid = [asked(m, 0.25) if m.mode == "other" else m for m in measures]
    answer = told(paid)[0]
    assert "operators/public/residents" in answer
    assert " / 0.25 / " in answer
    assert " / not in this plan / " in answer
    assert " / 0.00 / " in told([asked(m, 0.0) for m in measures])[0]


def asked(of, yuan):
    """Measures of a plan that asks the public purse to pay."""
    account = Account(PUBLIC, KEEPER, TRANSFER, "subsidy_post", "point")
    ledger = replace(of.ledger, accounts=(*of.ledger.accounts, account))
    return replace(of, county={**of.county, "cost_public_parcel": yuan}, ledger=ledger)


def test_the_scope_of_every_headline_is_said(measures):
    for scope, name in (("", "pool"), (".all", "all parcels")):
        answer = told(measures, scope=scope, status_quo=["other"])[0]
        assert answer.count(f"({name}") == len(answer.split(" | "))
