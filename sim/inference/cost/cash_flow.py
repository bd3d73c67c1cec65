"""Five years' cash flow of each party 现金流: what is paid once as it is paid, then the simulated year each year."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.cost.parties import Modes, account_cents, by_party, in_cents, parties_of
from sim.measure.ledger import RESOURCE, TRANSFER, Account
from sim.measure.support import BOUGHT, DAYS_YEAR, GIVEN, SHARED, annuity
from sim.parameters import Parameters

YEARS = 5
CASH_FLOW = ["mode", "year", "actor", "yuan", "present_yuan"]


def cash_flow(modes: Modes, parameters: Parameters) -> pd.DataFrame:
    """Columns ``CASH_FLOW``, a row a mode, year and party: what it pays less what it is paid, mean over replications.

    Year 0 has what is bought or given once before the first; what wears out sooner than ``YEARS`` is paid again in the
    year that ends its life. The years 1 to ``YEARS`` are the simulated one, with its volume. ``present_yuan`` discounts
    by ``cost.discount_rate``. Transfers of a year add up to nought, so that its rows add up to the resources paid for.
    """
    names, rate = parties_of(modes), parameters.cost.discount_rate
    rows = []
    for mode, found in modes.items():
        accounts = mean_year([account_cents(of) for of in found], parameters.horizon.measured_days)
        for year in range(YEARS + 1):
            paid = _paid(accounts, names, parameters, year)
            rows += [(mode, year, *row) for row in zip(names, paid, paid / (1 + rate) ** year, strict=True)]
    return pd.DataFrame(rows, columns=CASH_FLOW)


def paid_once(modes: Modes, parameters: Parameters) -> bool:
    """Whether any mode has something that is bought or given once."""
    accounts = {account for rows in modes.values() for of in rows for account in of.ledger.accounts}
    return any(life(account, parameters) for account in accounts)


def life(account: Account, parameters: Parameters) -> float:
    """Over how many years the annuity of an account spreads what is paid once; 0: it is paid as it comes."""
    kind = next((prefix for prefix in (BOUGHT, SHARED, GIVEN) if account.category.startswith(prefix)), "")
    name = account.category.removeprefix(kind)
    if kind == GIVEN:
        subsidy = parameters.subsidy.get(name)
        return subsidy.years if subsidy is not None and subsidy.every == "once" else 0.0
    return parameters.investment[name].years if kind and name in parameters.investment else 0.0


def mean_year(found: Sequence[Mapping[Account, float]], days: int) -> dict[Account, float]:
    """Yuan a year by account, mean over replications of so many measured days."""
    accounts = sorted({account for of in found for account in of})
    return {a: sum(of.get(a, 0) for of in found) / 100 / len(found) * DAYS_YEAR / days for a in accounts}


def _paid(accounts: Mapping[Account, float], names: Sequence[str], parameters: Parameters, year: int) -> Floats:
    """What each party pays in a year, in whole cents."""
    due = dict(_due(accounts, parameters, year))
    used, paid = (in_cents(by_party(due, names, kind)) for kind in (RESOURCE, TRANSFER))
    return np.round(used + paid, 2)


def _due(accounts: Mapping[Account, float], parameters: Parameters, year: int) -> Iterator[tuple[Account, float]]:
    """The accounts that are paid in a year, with how much."""
    for account, yuan in accounts.items():
        years = life(account, parameters)
        if not years and year:
            yield account, yuan
        elif years and year in _paid_in(years):
            yield account, yuan / annuity(1.0, years, parameters.cost.discount_rate)


def _paid_in(years: float) -> list[int]:
    """When a thing is paid for: before the first year, and whenever it is worn out before the last one ends."""
    return [math.ceil(times * years) for times in range(math.ceil(YEARS / years))]
