"""The entries of all ledgers as one table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sim.county.county import County
from sim.inference.by_mode import Modes
from sim.measure.categories import categories
from sim.measure.ledger import Ledger


def ledger_table(modes: Modes, county: County) -> pd.DataFrame:
    """All entries; words as categories, since there are many rows."""
    found = [m for rows in modes.values() for m in rows]
    sizes = [len(m.ledger.cents) for m in found]
    names = list(modes)
    table: dict[str, Any] = {
        "mode": categories(names, np.repeat([names.index(m.mode) for m in found], sizes)),
        "replication": np.repeat([m.replication for m in found], sizes),
    }
    for name in ("actor", "counterparty", "kind", "category", "place"):
        table[name] = _of_accounts([m.ledger for m in found], name)
    table["village"] = categories([v.code for v in county.villages], np.concatenate([m.ledger.village for m in found]))
    table["yuan"] = np.concatenate([m.ledger.cents for m in found]) / 100.0
    table["pool"] = np.concatenate([m.ledger.pool for m in found])
    return pd.DataFrame(table)


def _of_accounts(ledgers: Sequence[Ledger], name: str) -> Any:
    """What the accounts of all entries say, one ledger after the other."""
    texts = [[str(getattr(account, name)) for account in ledger.accounts] for ledger in ledgers]
    known = sorted({text for of in texts for text in of})
    number = {text: i for i, text in enumerate(known)}
    codes = [
        np.array([number[text] for text in of], dtype=np.int64)[ledger.account]
        for of, ledger in zip(texts, ledgers, strict=True)
    ]
    return categories(known, np.concatenate(codes))
