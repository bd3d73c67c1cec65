"""The parties of a ledger, in the order in which they are told."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.inference.cost.parties import account_cents, all_parcels, in_cents, parties_of
from sim.inference.results import by_mode
from sim.measure.ledger import Account
from sim.plan.actor import WORLD
from tests.proposal import made


def test_brands_come_first_and_residents_last() -> None:
    assert parties_of(by_mode(made.measures())) == ["brands", "host:post", "keeper", "resident"]


def test_all_accounts_of_all_villages_are_told() -> None:
    of = made.measures()[0]
    assert sum(account_cents(of).values()) == of.ledger.cents.sum()
    assert all_parcels(of) > 0


def test_cents_of_a_sum_that_is_nought_are_nought() -> None:
    assert in_cents(np.array([0.334, 0.333, -0.667])).sum() == 0


def test_line_haul_beyond_the_county_is_no_party() -> None:
    of = made.measures()[0]
    ledger, haul = of.ledger, Account(WORLD, WORLD, "resource", "energy", "haul")
    rows = {"account": np.append(ledger.account, len(ledger.accounts)), **{name: np.append(getattr(ledger, name), np.zeros(1, getattr(ledger, name).dtype)) for name in ("village", "pool", "cents")}}
    beyond = replace(of, ledger=replace(ledger, accounts=(*ledger.accounts, haul), **rows))
    assert account_cents(beyond) == account_cents(of)
