"""What is known of a sweep as one tidy table, and each scenario against the best one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.arrays import Floats
from sim.inference.estimate import Comparison, compare
from sim.inference.kpi_estimates import kpi_estimates
from sim.inference.selection.against_best import against_best
from sim.measure.registry import keys as kpi_keys
from sim.measure.registry import kpi_of, shape_of
from sim.proposal.sweep.swept import (
    COUNT,
    MESSAGE,
    MISSING,
    NUMBER,
    OK,
    OVERLOADED,
    OVERLOADS,
    OWN,
    SAME_AS,
    SCENARIO,
    SHARED,
    STATUS,
    Entry,
    SweepTable,
    column,
    ranking,
)
from sim.words import say

ENDS = ("", "_low", "_high", "_state")
"""What a KPI's columns end with."""

COMPARED = ("difference", "ci_low", "ci_high", "joint_low", "joint_high", COUNT, "verdict", "p_holm", "state")
"""Columns of what a comparison says."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Known:
    """What is known of one scenario of a sweep.

    Attributes:
        state: how it stands, see ``SweepTable``; ``message`` why.
        overloads: what its plan is asked for beyond what it can do, Chinese and English.
        numbers: of the replications to report; ``values`` of their KPIs, shape (replications, KPIs), and ``digests`` of
            their outcomes, joined, where they are counted.
        reached: whether their precision is as asked.
    """

    entry: Entry
    state: str
    message: str = ""
    overloads: tuple[tuple[str, str], ...] = ()
    numbers: Sequence[int] = ()
    values: Floats | None = None
    digests: str = ""
    reached: bool = True

    def fingerprint(self) -> bytes:
        """The same for scenarios that came out the same: every milestone, run and KPI of every replication."""
        assert self.values is not None
        plain = np.where(np.isnan(self.values), np.nan, self.values) + 0.0  # one kind of NaN, one kind of 0
        return hashlib.sha256(self.digests.encode() + plain.tobytes()).digest()

    def outcome(self) -> str:
        """What identifies the scenario and all that came out of it; empty where nothing is counted."""
        return "" if self.values is None else self.entry.key + self.digests

    def counted(self) -> tuple[int, ...]:
        """Numbers of the replications to report; none of a scenario that failed or is overloaded."""
        return tuple(self.numbers) if self.state in (OK, MISSING) else ()

    def row(self, lang: str) -> tuple[Any, ...]:
        """What the table says of it beside its figures."""
        where = "; ".join(say(lang, *pair) for pair in self.overloads)
        return self.entry.scenario, self.state, self.message, len(self.numbers), bool(self.overloads), where

    def figures(self, names: Sequence[str]) -> tuple[Floats, list[str]]:
        """Mean, low and high of each KPI, shape (KPIs, 3), and the states of the estimates."""
        if self.values is None:
            return np.full((len(names), 3), np.nan), [""] * len(names)
        values = dict(zip(names, self.values.T, strict=True))
        known = [e.one() for e in kpi_estimates(values, bool(self.overloads)).values()]
        return np.array([(e.mean, e.low, e.high) for e in known]), [e.state for e in known]


def swept_table(keys: Sequence[str], scenarios: Iterable[Known], lang: str) -> SweepTable:
    """The table of a sweep as far as it is done.

    Args:
        keys: swept keys and groups.
        scenarios: in order; gone through once, so that not all values are held at a time.
        lang: of the overloads.
    """
    names, outcomes, first = kpi_keys(), hashlib.sha256(), dict[bytes, int]()
    entries, rows, same = list[Entry](), list[tuple[Any, ...]](), list[int | None]()
    figures = list[tuple[Floats, list[str]]]()
    counted, unreached = list[tuple[int, ...]](), list[int]()
    for number, known in enumerate(scenarios, start=1):
        outcomes.update(known.outcome().encode())
        earliest = first.setdefault(known.fingerprint(), number) if known.state == OK else number
        same.append(earliest if earliest < number else None)
        entries.append(known.entry)
        rows.append(known.row(lang))
        figures.append(known.figures(names))
        counted.append(known.counted())
        unreached += [] if known.reached else [number]
    head = _head(keys, entries, rows, same)
    table = pd.concat([head, _kpi_columns(names, figures)], axis=1)
    return SweepTable(table, tuple(counted), tuple(unreached), outcomes.hexdigest())


def _head(
    keys: Sequence[str], entries: Sequence[Entry], rows: Sequence[tuple[Any, ...]], same: Sequence[int | None]
) -> pd.DataFrame:
    """The columns before those of the KPIs; one that is called like a swept key gets another name."""
    columns: dict[str, Any] = {NUMBER: np.arange(1, len(rows) + 1)}
    columns |= {key: column([dict(e.labels)[key] for e in entries]) for key in keys}
    told = pd.DataFrame(rows, columns=[SCENARIO, STATUS, MESSAGE, COUNT, OVERLOADED, OVERLOADS])
    told[SAME_AS] = pd.array(list(same), dtype="Int64")
    columns |= {(f"scenario_{c}" if c in columns else c): told[c] for c in map(str, told)}
    return pd.DataFrame(columns)


def _kpi_columns(names: Sequence[str], found: Sequence[tuple[Floats, list[str]]]) -> pd.DataFrame:
    """The columns of the KPIs, each with those of its interval and state."""
    figures = np.array([numbers for numbers, _ in found]).reshape(len(found), len(names), 3)
    columns: dict[str, Any] = {}
    for i, name in enumerate(names):
        columns |= {f"{name}{end}": figures[:, i, j] for j, end in enumerate(ENDS[:3])}
        columns[f"{name}{ENDS[3]}"] = pd.Series([states[i] for _, states in found], dtype="str")
    return pd.DataFrame(columns)


def sweep_comparison(
    keys: Sequence[str], parcels: Mapping[int, str], table: pd.DataFrame, values: Callable[[int, int], Floats],
    kpi: str, reference: int | None,
) -> pd.DataFrame:  # fmt: skip
    """Every scenario that is done against one of them, paired by replication. Overloaded ones are left out, since their
    figures depend on when the clock stops; so is everything where the one itself is overloaded.

    Args:
        parcels: what names each scenario's parcels, by its number.
        table: see ``swept_table``.
        values: the KPI of a scenario, by its number, in so many replications.
        reference: number of the one, adjusted as one Holm family; None: the best, adjusted for its being picked from
            the same replications (``sim.inference.selection.against_best``).

    Returns:
        a (number of the scenario), its swept keys, b (the reference's number), kpi, difference a - b with its own 95 %
        interval, the interval adjusted for the family, n, verdict, p_holm, the state of the difference, paired (``same
        parcels`` or ``own parcels``).
    """
    table = table[list(dict.fromkeys((NUMBER, *keys, STATUS, COUNT, OVERLOADED, kpi)))]
    sound = table[(table[STATUS] == OK) & ~table[OVERLOADED]]
    best = ranking(sound, kpi)
    against = reference if reference is not None else int(best[NUMBER].iloc[0]) if len(best) else 0
    found: list[Comparison] = []
    if against in set(sound[NUMBER]):
        found = _against(against, _series(sound, against, values), kpi, picked=reference is None)
    swept = table.set_index(NUMBER)
    by_number = {int(c.a): c for c in found}
    rows = [
        (a, *(swept[key][a] for key in keys), against, kpi, *_compared(c), _pairing(parcels, a, against))
        for a, c in by_number.items()
    ]
    columns = ["a", *keys, "b", "kpi", *COMPARED, "paired"]
    return pd.DataFrame(rows, columns=columns)


def _compared(c: Comparison) -> tuple[object, ...]:
    """See ``COMPARED``."""
    return c.difference, c.low, c.high, c.joint_low, c.joint_high, c.n, c.verdict, c.p, c.state


def _pairing(parcels: Mapping[int, str], a: int, b: int) -> str:
    """Whether two scenarios had the same parcels."""
    return SHARED if parcels[a] == parcels[b] else OWN


def _series(sound: pd.DataFrame, against: int, values: Callable[[int, int], Floats]) -> dict[str, Floats]:
    """A KPI of each scenario in as many replications as the one has that they are compared with; NaN where it has
    fewer."""
    n = int(sound.set_index(NUMBER)[COUNT][against])
    series = {}
    for number, count in zip(sound[NUMBER], sound[COUNT], strict=True):
        there = values(int(number), min(n, int(count)))
        series[str(number)] = np.concatenate([there, np.full(n - len(there), np.nan)])
    return series


def _against(against: int, series: Mapping[str, Floats], kpi: str, *, picked: bool) -> list[Comparison]:
    shape = shape_of(kpi)
    if picked:
        return list(against_best(series, kpi_of(kpi).better != "high", shape=shape, leader=str(against)))
    return list(compare(series, against=str(against), shape=shape))
