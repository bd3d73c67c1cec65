"""What a year of running costs each party 运营成本, by what it is paid for; what is paid once is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sim.inference.cost.cash_flow import life, mean_year
from sim.inference.cost.parties import Modes, account_cents, all_parcels, by_party, in_cents, parties_of
from sim.measure.ledger import Account
from sim.measure.recipe import PARTS, part_of
from sim.measure.support import DAYS_YEAR
from sim.parameters import Parameters

RUNNING_COST = ["mode", "actor", "part", "yuan_year", "yuan_parcel"]


def running_cost(modes: Modes, parameters: Parameters) -> pd.DataFrame:
    """Columns ``RUNNING_COST``, a row a mode, party and part (``sim.measure.recipe.PARTS``) that is not nought, mean
    over replications; fees paid and got add up to nought to the cent."""
    names, days = parties_of(modes), parameters.horizon.measured_days
    rows: list[tuple[str, str, str, float, float]] = []
    for mode, found in modes.items():
        accounts = mean_year([account_cents(of) for of in found], days)
        parcels = float(np.mean([all_parcels(of) for of in found])) * DAYS_YEAR / days or np.nan
        by_part = _by_part({a: yuan for a, yuan in accounts.items() if not life(a, parameters)}, names)
        rows += [(mode, *key, yuan, yuan / parcels) for key, yuan in by_part.items() if yuan]
    return pd.DataFrame(rows, columns=RUNNING_COST)


def _by_part(accounts: Mapping[Account, float], names: Sequence[str]) -> dict[tuple[str, str], float]:
    """Yuan in whole cents by party and part."""
    amounts = {part: np.zeros(len(names)) for part in PARTS}
    for account, yuan in accounts.items():
        amounts[part_of(account)] += by_party({account: yuan}, names, account.kind)
    told = {part: in_cents(of).tolist() for part, of in amounts.items()}
    return {(name, part): of[i] for i, name in enumerate(names) for part, of in told.items()}
