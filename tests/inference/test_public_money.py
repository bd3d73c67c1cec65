"""Public money that nobody asks for is not in the plan; one that nobody qualifies for is nought."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.inference.estimate import NOT_IN_PLAN, estimates
from sim.inference.public_money import left_out, untouched
from sim.measure.ledger import TRANSFER, Account
from sim.measure.measure import Measures, measure
from sim.plan.actor import KEEPER, PUBLIC
from tests.measure import small


def measured() -> Measures:
    return measure(*small.case(5), small.county(), small.parameters())


def test_only_public_money_can_be_left_out_of_a_plan() -> None:
    found = measured()
    asking = replace(found, ledger=replace(found.ledger, accounts=(*found.ledger.accounts, Account(PUBLIC, KEEPER, TRANSFER, "own", "point"))))
    assert untouched("cost_public_parcel.all", [found])
    assert not untouched("cost_operators_parcel", [found])
    assert not untouched("cost_public_parcel", [found, asking])


def test_what_is_left_out_has_no_number() -> None:
    e = left_out(estimates(np.zeros((4, 2))))
    assert np.isnan(e.mean).all()
    assert set(e.state) == {NOT_IN_PLAN}
    assert e.n.tolist() == [4, 4]
