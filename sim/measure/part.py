"""What is kept of one replication of one scenario, and whether a stored one is whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.measure.measure import Measures
from sim.measure.registry import keys
from sim.measure.times import COMPONENTS, GRID_H

HOURS = (3, 24)
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
    villages = len(m.service_mode)
    columns = [{len(c) for c in table.values()} for table in (m.crews, m.fleet, m.backlog)]
    rows = [a.shape for a in (m.ledger.account, m.ledger.village, m.ledger.pool, m.ledger.cents)]
    right = {
        "replication": (part.number, m.replication, m.mode) == (number, number, scenario),
        "digest": re.fullmatch("[0-9a-f]{64}", part.digest),
        "KPIs": tuple(m.county) == keys(),
        "villages": all(a.shape == (villages,) for a in (m.parcels_day, m.parcels_visit, *m.villages.values())),
        "townships": m.villages.keys() == m.townships.keys() and len({a.shape for a in m.townships.values()}) == 1,
        "hours": (
            m.distribution.shape, m.decomposition.shape, m.hub_hours.shape
        ) == ((GRID_H + 1,), (len(COMPONENTS),), HOURS),
        "columns": all(len(lengths) <= 1 for lengths in columns),
        "ledger": len(set(rows)) == 1 and len(rows[0]) == 1 and m.ledger.villages == villages,
        "accounts": _below(m.ledger.account, len(m.ledger.accounts)) and _below(m.ledger.village, villages),
    }
    wrong = [name for name, well in right.items() if not well]
    if wrong:
        raise ValueError(f"{', '.join(wrong)} do not fit")


def _below(numbers: np.ndarray[tuple[int, ...], np.dtype[np.integer]], end: int) -> bool:
    return numbers.size == 0 or bool(numbers.min() >= 0 and numbers.max() < end)
