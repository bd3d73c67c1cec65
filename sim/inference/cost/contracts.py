"""Break-even fees 保本费率: between which prices a contract is worth it to who is paid and to who pays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.cost.parties import BRANDS, Modes, account_cents, party
from sim.inference.estimate import interval
from sim.measure.ledger import TRANSFER
from sim.measure.measure import Measures
from sim.measure.support import DAYS_YEAR
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan

CONTRACTS = [
    "mode", "fee", "payer", "payee", "price", "paid_fee_year", "payee_gain_year", "least", "least_low", "least_high",
    "most_today", "most_today_low", "most_today_high", "most_other", "n",
]  # fmt: skip

Contract = tuple[str, str, str]
"""Name of the fee, who pays it, who gets it."""

Outlays = Mapping[str, Floats]
"""By party, what it spends in the measured days, cents by replication."""


def contracts(modes: Modes, plans: Mapping[str, ServicePlan], parameters: Parameters, today: str = "") -> pd.DataFrame:
    """Columns ``CONTRACTS``, a row a mode and fee that is paid there; means over replications.

    Nothing but the money follows a fee, so that a break-even needs no other run: at the price ``least`` its payee is
    left with nothing; at ``most_today`` brands that pay it spend as much as in the mode ``today``, a host that pays it
    is left with nothing; at ``most_other`` brands spend as much as in the mode that is the cheapest of the others for
    them, today's apart. A price below nought: not even for free. All prices of a fee in steps go along with the first.

    Args:
        plans: by mode. today: empty where no mode is today's.
    """
    outlays = {mode: _outlays(rows) for mode, rows in modes.items()}
    rows: list[tuple[object, ...]] = []
    for mode, found in modes.items():
        prices = _prices(plans[mode], parameters)
        fees = [_fees(of, prices) for of in found]
        for contract in sorted({key for of in fees for key in of}):
            paid, price = np.array([of[contract] for of in fees], dtype=float), prices[contract[0]]
            gain = -outlays[mode].get(contract[2], paid * 0)
            year = np.array([paid.mean(), gain.mean()]) / 100 * DAYS_YEAR / parameters.horizon.measured_days
            rooms = _rooms(outlays, mode, contract, today)
            ends = [_price(price, room, paid) for room in rooms]
            rows.append((mode, *contract, price, *np.round(year, 2), *ends[0], *ends[1], ends[2][0], len(found)))
    return pd.DataFrame(rows, columns=CONTRACTS)


def _price(price: float, room: Floats, paid: Floats) -> tuple[float, float, float]:
    """The price at which a fee that comes to ``paid`` cents has used up a room for more, with its interval."""
    at = price * (1 + np.divide(room, paid, out=np.full(len(paid), np.nan), where=paid > 0))
    mean, low, high, _ = interval(at)
    return float(mean), float(low), float(high)


def _rooms(outlays: Mapping[str, Outlays], mode: str, contract: Contract, today: str) -> tuple[Floats, Floats, Floats]:
    """By how many cents a fee may rise until its payee, its payer against today, and its payer against the other modes
    have no gain; the payee's is below nought where it has one."""
    _, payer, payee = contract
    mine, without = outlays[mode], np.full(len(next(iter(outlays[mode].values()))), np.nan)
    nothing = np.zeros(len(without))
    if payer != BRANDS:
        return mine.get(payee, nothing), -mine.get(payer, nothing), without
    others = [of[BRANDS] for key, of in outlays.items() if key not in (mode, today) and BRANDS in of]
    other = min(others, key=np.mean, default=without)
    now = without if mode == today else outlays.get(today, {}).get(BRANDS, without)
    return mine.get(payee, nothing), now - mine[BRANDS], other - mine[BRANDS]


def _outlays(rows: Sequence[Measures]) -> Outlays:
    sums: list[Counter[str]] = []
    for of in rows:
        sums.append(Counter())
        for account, cents in account_cents(of).items():
            sums[-1][party(account.actor)] += cents
    return {name: np.array([of[name] for of in sums], dtype=float) for name in {name for of in sums for name in of}}


def _fees(measures: Measures, known: Mapping[str, float]) -> Counter[Contract]:
    """Cents paid in the measured days for each fee that has a price."""
    found: Counter[Contract] = Counter()
    for account, cents in account_cents(measures).items():
        if account.kind == TRANSFER and cents > 0 and account.category in known:
            found[account.category, party(account.actor), party(account.counterparty)] += cents
    return found


def _prices(plan: ServicePlan, parameters: Parameters) -> dict[str, float]:
    """The price of a unit by name of the fee, those for nothing left out."""
    rates = {fee.name: fee.rate for fees in plan.fees.values() for fee in fees}
    prices = {name: rate.each(parameters.tariff) for name, rate in rates.items()}
    return {name: price for name, price in prices.items() if price > 0}
