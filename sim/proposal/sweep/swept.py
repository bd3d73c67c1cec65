"""What a sweep rests on and what is known of it as one table; its scenarios ranked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.measure.registry import kpi_of
from sim.parameters.written import typed
from sim.plain.number import is_number

NUMBER, SCENARIO, STATUS, MESSAGE = "number", "scenario", "status", "message"
COUNT, OVERLOADED, OVERLOADS, SAME_AS = "n", "overloaded", "overloads", "same_as"
OK, MISSING = "ok", "missing"
SHARED, OWN = "same parcels", "own parcels"
"""Whether two scenarios have the same parcels in each replication, or each its own, so that only their numbers pair
them."""


@dataclass(frozen=True)
class Entry:
    """What is kept of a point of a design: its labels, the name of what is simulated, its key, and what names its
    parcels (the same for points with the same parcels in each replication)."""

    labels: tuple[tuple[str, Any], ...]
    scenario: str
    key: str
    parcels: str = ""


@dataclass(frozen=True)
class Basis:
    """What the numbers of a sweep rest on, for its page; pairs are Chinese and English.

    Attributes:
        title: of the county. ``facts``: the county in one line, without what is swept; empty where there are
            several. ``origin``: one line that says what the numbers come from.
        days: which days are simulated. ``measured``: which of them are measured and of which kind those are, or that
            this differs. ``inputs``: what of the county is real, assumed or synthetic.
        fixed: overrides that hold for all scenarios, as a person wrote them.
        version: of the program and the model.
    """

    title: tuple[str, str]
    origin: tuple[str, str]
    days: tuple[str, str]
    inputs: tuple[tuple[str, str], ...]
    fixed: tuple[str, ...]
    version: str
    facts: tuple[str, str] = ("", "")
    measured: tuple[str, str] = ("", "")

    @staticmethod
    def of(data: dict[str, Any]) -> Basis:
        """From what JSON makes of it.

        Raises:
            KeyError: something is not there.
        """
        pairs = {name: (str(data[name][0]), str(data[name][1])) for name in ("title", "origin", "days")}
        later = {  # none in what an earlier version wrote
            name: (str(zh), str(en)) for name in ("facts", "measured") for zh, en in [data.get(name, ("", ""))]
        }
        return Basis(
            **pairs, inputs=tuple((zh, en) for zh, en in data["inputs"]), fixed=tuple(data["fixed"]),
            version=data["version"], **later,
        )


@dataclass(frozen=True, eq=False)
class SweepTable:
    """What the archive holds of a sweep.

    Attributes:
        table: a row a scenario, in order: number (1 first), the swept keys, scenario, status (ok, failed, killed, or
            missing: not all that was asked for is there), message, n (replications), overloaded, overloads (where),
            same_as (number of the first scenario that came out the same in every replication; empty for that one
            itself), then each KPI of the county with its ``_low`` and ``_high`` (95 % interval) and ``_state``
            (``sim.inference.estimate``; empty where there is no value). Without status ok the KPIs are those of the n
            replications that are there; of a failed scenario, none.
        numbers: of the replications that the table is of, for each scenario.
        unreached: numbers of the scenarios that are as precise as they get with ``precision.max`` replications, and not
            as asked.
        digest: of the outcomes of all replications in the table.
    """

    table: pd.DataFrame
    numbers: tuple[tuple[int, ...], ...]
    unreached: tuple[int, ...]
    digest: str

    def states(self) -> dict[str, int]:
        """How many scenarios are in each state."""
        return {str(k): int(v) for k, v in self.table[STATUS].value_counts(sort=False).items()}


def ranking(table: pd.DataFrame, kpi: str) -> pd.DataFrame:
    """The rows that are done and have a finite value of a KPI, best first; plans that are not overloaded come before
    those that are."""
    sign = -1.0 if kpi_of(kpi).better == "high" else 1.0
    order = np.lexsort((table[NUMBER].to_numpy(), sign * table[kpi].to_numpy(), table[OVERLOADED].to_numpy()))
    done = ((table[STATUS] == OK) & np.isfinite(table[kpi])).to_numpy()
    ranked: pd.DataFrame = table.iloc[order[done[order]]]  # at once, since a table has a thousand columns
    return ranked


def column(values: Iterable[Any]) -> pd.Series:
    """A swept key's values as a column: numbers, true and false, or else text as a person writes it."""
    found = list(values)
    if all(isinstance(v, bool) for v in found):
        return pd.Series(found, dtype=bool)
    if all(isinstance(v, int) and not isinstance(v, bool) for v in found):
        return pd.Series(found, dtype=np.int64)
    if all(map(is_number, found)):
        return pd.Series(found, dtype=np.float64)
    return pd.Series([typed(tuple(v) if isinstance(v, list) else v) for v in found], dtype=str)
