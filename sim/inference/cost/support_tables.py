"""What public money goes to whom in each mode, and what is bought: the tables ``subsidies`` and ``investment``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sim.measure.ledger import RESOURCE, TRANSFER, Account
from sim.measure.measure import Measures
from sim.measure.support import BOUGHT, DAYS_YEAR, GIVEN, SHARED, annuity, yuan_year
from sim.parameters import Parameters
from sim.plan.actor import PUBLIC

SUBSIDIES = ["mode", "rule", "payer", "payee", "place", "qualifies", "yuan_once", "yuan_year"]
INVESTMENT = ["mode", "bought", "payer", "place", "places", "yuan_once", "yuan_year"]


def subsidies(modes: Mapping[str, Sequence[Measures]], parameters: Parameters) -> pd.DataFrame:
    """A row a mode, rule by which the public purse pays, and payee: how many places qualify, what they get once, and
    what that is a year; one row of a rule that pays nobody.

    Rules are ``subsidy.<key>``, ``investment.<key>`` for a share of one, else the name of a fee; for these two nobody
    qualifies, so that there is no number.
    """
    rows = []
    for mode, account, yuan in _yearly(modes, parameters.horizon.measured_days):
        if account.kind == TRANSFER and account.actor == PUBLIC:
            rule = _rule(account.category)
            payee = str(account.counterparty) if yuan else _meant(parameters, rule, account)
            rows.append((mode, rule, str(PUBLIC), payee, account.place, *_qualify(parameters, rule, yuan), yuan))
    table = pd.DataFrame(rows, columns=SUBSIDIES)
    paid = table.groupby(["mode", "rule"])["yuan_year"].transform("sum") > 0
    return table[(table["yuan_year"] > 0) | (~paid & ~table.duplicated(["mode", "rule"]))].reset_index(drop=True)


def investment(modes: Mapping[str, Sequence[Measures]], parameters: Parameters) -> pd.DataFrame:
    """A row a mode, thing bought and payer: for how many places, what that costs once, and as an annuity."""
    rows = []
    for mode, account, yuan in _yearly(modes, parameters.horizon.measured_days):
        if account.kind == RESOURCE and account.category.startswith(BOUGHT) and yuan:
            name = account.category.removeprefix(BOUGHT)
            bought = parameters.investment[name]
            many = round(yuan / annuity(bought.yuan, bought.years, parameters.cost.discount_rate), 2)
            rows.append((mode, name, str(account.actor), account.place, many, round(many * bought.yuan, 2), yuan))
    return pd.DataFrame(rows, columns=INVESTMENT)


def _rule(category: str) -> str:
    """The key of a rule, from the category under which the ledger has it."""
    kind = {GIVEN: "subsidy.", SHARED: "investment."}
    begins = next((prefix for prefix in kind if category.startswith(prefix)), "")
    return kind.get(begins, "") + category.removeprefix(begins)


def _meant(parameters: Parameters, rule: str, account: Account) -> str:
    """Who would get what nobody gets."""
    subsidy = parameters.subsidy.get(rule.removeprefix("subsidy."))
    return subsidy.payee if subsidy else str(account.counterparty)


def _qualify(parameters: Parameters, rule: str, yuan: float) -> tuple[float, float]:
    """How many places get a subsidy that comes to so many yuan a year, and what they get once; NaN for other rules."""
    if not rule.startswith("subsidy."):
        return np.nan, np.nan
    subsidy = parameters.subsidy[rule.removeprefix("subsidy.")]
    many = round(yuan / yuan_year(subsidy, parameters.cost.discount_rate), 2)
    return many, round(many * subsidy.yuan, 2) if subsidy.every == "once" else 0.0


def _yearly(modes: Mapping[str, Sequence[Measures]], days: int) -> Iterator[tuple[str, Account, float]]:
    """Each account of each mode with its yuan a year, mean over replications."""
    for mode, found in modes.items():
        sums = [dict(zip(m.ledger.accounts, _cents(m), strict=True)) for m in found]
        for account in sorted({account for by_account in sums for account in by_account}):
            cents = sum(by_account.get(account, 0) for by_account in sums)
            yield mode, account, round(cents / 100 / len(sums) * DAYS_YEAR / days, 2)


def _cents(measures: Measures) -> list[int]:
    """By account, all of its cents."""
    ledger = measures.ledger
    total = np.zeros(len(ledger.accounts), dtype=np.int64)
    np.add.at(total, ledger.account, ledger.cents)
    return [int(cents) for cents in total]
