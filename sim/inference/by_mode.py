"""The measures of a study, by mode and replication."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from sim.arrays import Floats
from sim.measure.measure import Measures

Modes = dict[str, list[Measures]]
"""Measures by mode, each by replication."""


def by_mode(measures: Iterable[Measures]) -> Modes:
    """Measures by mode in order of appearance, each by replication.

    Raises:
        ValueError: none given, one given twice, or modes with different replications.
    """
    modes: Modes = {}
    for m in measures:
        modes.setdefault(m.mode, []).append(m)
    if not modes:
        raise ValueError("no measures to combine")
    for rows in modes.values():
        rows.sort(key=lambda m: m.replication)
    numbers = {tuple(m.replication for m in rows) for rows in modes.values()}
    if len(numbers) > 1 or len(set(first := next(iter(numbers)))) < len(first):
        raise ValueError(f"modes must have the same replications, each once; found {sorted(numbers)}")
    return modes


def series(rows: Sequence[Measures], key: str) -> Floats:
    """A KPI of the county in each replication."""
    return np.array([m.county[key] for m in rows])
