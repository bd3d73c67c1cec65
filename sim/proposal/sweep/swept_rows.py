"""The scenarios of a sweep as people read them: which of them, in what order, and the cells of their rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from sim.chart.info import ChartSpec
from sim.inference.estimate import A_LOWER, B_LOWER, DEGENERATE, INSUFFICIENT, SAME, UNTOLD
from sim.inference.precision import StoppingRule
from sim.measure.registry import kpi_of
from sim.proposal.marks import MARKS
from sim.proposal.sweep.swept import (
    COUNT,
    MESSAGE,
    NUMBER,
    OVERLOADED,
    SAME_AS,
    STATUS,
    Basis,
    Entry,
    SweepTable,
    ranking,
)
from sim.proposal.sweep.swept_effects import Effect, effects
from sim.proposal.sweep.swept_labels import Labels
from sim.words import figure, say, unit_text, word


@dataclass(frozen=True, eq=False, kw_only=True)
class Swept:
    """A sweep as far as it is done, with what is derived from it.

    Attributes:
        keys: swept keys and groups. ``entries``: the scenarios, in order.
        replications: of each; None: as many as ``rule`` asks.
        compared: each scenario that is done against one of them (``swept_table.sweep_comparison``).
        labels: names of the keys and their values.
        pools: brands of each pool, by assignment.
        kpi: that scenarios are ranked by. ``contour``: the other one that is shown.
        reference: the one that others are compared with was named. ``selected``: the best is selected with a stated
            probability.
        x, y: keys of the charts, where they were named. ``chart``: how charts are written.
    """

    keys: tuple[str, ...]
    entries: tuple[Entry, ...]
    replications: int | None
    rule: StoppingRule
    basis: Basis
    found: SweepTable
    compared: pd.DataFrame
    labels: Labels
    pools: Mapping[str, Mapping[str, tuple[str, ...]]]
    kpi: str
    contour: str | None
    reference: bool
    selected: bool
    x: str | None
    y: str | None
    chart: ChartSpec
    ranked: pd.DataFrame = field(init=False)
    effects: list[Effect] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranked", ranking(self.found.table, self.kpi))
        object.__setattr__(self, "effects", effects(self.found.table, self.keys))

    @property
    def lang(self) -> str:
        """Language of the words."""
        return self.labels.lang

    @property
    def kpis(self) -> tuple[str, ...]:
        """The KPIs that are shown, each once."""
        return tuple(dict.fromkeys(k for k in (self.kpi, self.contour) if k))

    def failed(self) -> pd.DataFrame:
        """Number, status and message of the scenarios that failed."""
        table = self.found.table[[NUMBER, STATUS, MESSAGE]]
        return table[table[STATUS].isin(("failed", "killed"))]

    def told(self, number: int) -> str:
        """A scenario's swept keys and their values."""
        entry = self.entries[number - 1]
        return self.labels.told([k for k, _ in entry.labels], [v for _, v in entry.labels])


DIFFERENCE = ("difference", "joint_low", "joint_high")
"""Columns of a comparison: a difference to the reference and its joint interval."""


def span(row: Mapping[Hashable, Any] | pd.Series, kpi: str) -> str:
    """The interval of a KPI in brackets; where none can be told, nothing."""
    unit, low, high = kpi_of(kpi).unit, float(row[f"{kpi}_low"]), float(row[f"{kpi}_high"])
    return "" if row[f"{kpi}_state"] in (
        DEGENERATE, *UNTOLD
    ) or np.isnan(low) else f" [{figure(low, unit)}, {figure(high, unit)}]"


def readable(sweep: Swept, rows: pd.DataFrame, *, named: bool) -> pd.DataFrame:
    """Some scenarios as people read them, every cell a text: number, swept keys, replications, the KPIs with their
    intervals, difference to the reference.

    Args:
        rows: of the table.
        named: keys and values by their names, else as a person writes them.
    """
    lang, labels = sweep.lang, sweep.labels
    same = sweep.found.table.groupby(SAME_AS)[NUMBER].agg(list).to_dict()
    out = pd.DataFrame({say(lang, "方案", "no."): [_number(int(n), same.get(n, []), lang) for n in rows[NUMBER]]})
    for key in sweep.keys:
        out[labels.name(key) if named else key] = [labels.value(key, v) if named else str(v) for v in rows[key]]
    out[word("n", lang)] = [str(n) for n in rows[COUNT]]
    for kpi in sweep.kpis:
        read = records(rows, OVERLOADED, *(f"{kpi}{end}" for end in ("", "_low", "_high", "_state")))
        out[labels.kpi(kpi)] = [shown_text(row, kpi, lang) for row in read]
    return out.assign(**_compared(sweep, rows)) if len(sweep.compared) else out


def _compared(sweep: Swept, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Columns of the difference to the reference and of what it says, by their heads."""
    lang, unit = sweep.lang, kpi_of(sweep.kpi).unit
    against = {row["a"]: row for row in records(sweep.compared, "a", *DIFFERENCE, "verdict", "state")}
    reference = int(sweep.compared["b"].iloc[0])
    what = say(lang, "百分点", "points") if unit == "share" else unit_text(unit, lang)
    head = say(
        lang, f"与方案{reference}的差值（{what}，联合95%区间）",
        f"difference to {reference} ({what}, joint 95 % interval)",
    )
    said = {A_LOWER: say(lang, "较低", "lower"), B_LOWER: say(lang, "较高", "higher"), SAME: word(SAME, lang)}
    found = [against.get(int(n)) for n in rows[NUMBER]]
    return {
        head: [_difference(row, unit) for row in found],
        word("verdict", lang): ["—" if row is None else _verdict(row, said, lang) for row in found],
    }


def _verdict(row: Mapping[Hashable, Any], said: Mapping[str, str], lang: str) -> str:
    """What a comparison says; that there are too few replications where they do not allow one."""
    return word(INSUFFICIENT, lang) if row["state"] == INSUFFICIENT else said[str(row["verdict"])]


def shown_text(row: Mapping[Hashable, Any], kpi: str, lang: str) -> str:
    """A KPI of a scenario: its mean with the interval, a mark where none can be told; of an overloaded plan no figure,
    since it does not count."""
    if row[OVERLOADED]:
        return word("overloaded", lang)
    return figure(float(row[kpi]), kpi_of(kpi).unit) + MARKS.get(str(row[f"{kpi}_state"]), span(row, kpi))


def records(rows: pd.DataFrame, *columns: str) -> list[dict[Hashable, Any]]:
    """Some columns of rows, a map a row; a table has a thousand columns, of which a text needs a few."""
    return rows[list(columns)].to_dict("records")


def _number(number: int, same: Sequence[int], lang: str) -> str:
    """A scenario's number, and those that came out the same."""
    if not same:
        return str(number)
    listed = say(lang, "、", ", ").join(map(str, same[:3])) + ("…" if len(same) > 3 else "")
    return f"{number} (= {listed})"


def _difference(against: Mapping[Hashable, Any] | None, unit: str) -> str:
    if against is None:
        return "—"
    scale = 100.0 if unit == "share" else 1.0
    values = [scale * float(against[c]) for c in DIFFERENCE]
    mean, low, high = (f"{v:+,.{1 if unit == 'share' else 2}f}" if np.isfinite(v) else figure(v, unit) for v in values)
    return mean if np.isnan(values[1]) or against["state"] == INSUFFICIENT else f"{mean} [{low}, {high}]"


def distinct(sweep: Swept) -> pd.DataFrame:
    """The ranked rows less those that came out the same as an earlier scenario."""
    return sweep.ranked[sweep.ranked[SAME_AS].isna()]
