"""What is kept of one replication of one scenario, and whether a stored one is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.measure.ledger import Ledger
from sim.measure.measure import Measures
from sim.measure.registry import keys
from sim.measure.times import COMPONENTS, GRID_H

HOURS = (4, 24)
"""Shape of ``Measures.hub_hours``."""


@dataclass(frozen=True, eq=False)
class Part:
    """One replication of one scenario: its measures and the digest of its outcome."""

    number: int
    measures: Measures
    digest: str


@dataclass(frozen=True, eq=False)
class Replication:
    """One replication of several scenarios on the same parcels: measures and digest of the outcome by scenario."""

    number: int
    measures: dict[str, Measures]
    digests: dict[str, str]

    @staticmethod
    def of(parts: Mapping[str, Part]) -> Replication:
        """The parts of one number, by scenario."""
        (number,) = {part.number for part in parts.values()}
        return Replication(
            number, {name: part.measures for name, part in parts.items()},
            {name: part.digest for name, part in parts.items()}
        )


def check_part(part: Part, scenario: str, number: int) -> None:
    """Make sure that a stored part is this replication's and that its arrays belong together.

    Raises:
        ValueError: they do not.
    """
    m = part.measures
    right = {
        "replication": (part.number, m.replication, m.mode) == (number, number, scenario),
        "digest": re.fullmatch("[0-9a-f]{64}", part.digest),
        "KPIs": tuple(m.county) == keys(),
        **_shapes(m),
        **_accounts(m.ledger, len(m.service_mode)),
    }
    wrong = [name for name, well in right.items() if not well]
    if wrong:
        raise ValueError(f"{', '.join(wrong)} do not fit")


def _shapes(m: Measures) -> dict[str, bool]:
    """Whether the arrays of measures have the shapes that they should."""
    villages = (len(m.service_mode),)
    hours = m.distribution.shape, m.decomposition.shape, m.hub_hours.shape
    columns = [{len(column) for column in table.values()} for table in (m.crews, m.fleet, m.backlog, m.disruptions)]
    return {
        "villages": all(a.shape == villages for a in (m.parcels_day, m.parcels_visit, *m.villages.values())),
        "townships": m.villages.keys() == m.townships.keys() and len({a.shape for a in m.townships.values()}) == 1,
        "hours": hours == ((2, GRID_H + 1), (len(COMPONENTS),), HOURS),
        "columns": all(len(lengths) <= 1 for lengths in columns),
    }


def _accounts(ledger: Ledger, villages: int) -> dict[str, bool]:
    """Whether the entries of a ledger are complete and of accounts and villages that there are."""
    rows = [a.shape for a in (ledger.account, ledger.village, ledger.pool, ledger.cents)]
    return {
        "ledger": len(set(rows)) == 1 and len(rows[0]) == 1 and ledger.villages == villages,
        "accounts": _below(ledger.account, len(ledger.accounts)) and _below(ledger.village, villages),
    }


def _below(numbers: np.ndarray[tuple[int, ...], np.dtype[np.integer]], end: int) -> bool:
    return numbers.size == 0 or bool(numbers.min() >= 0 and numbers.max() < end)
