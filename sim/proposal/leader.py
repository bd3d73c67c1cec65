"""Which mode is best by a KPI, and how far it is ahead of the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.inference.by_mode import series
from sim.inference.estimate import ENOUGH, SAME, Comparison, Estimate, compare, estimate
from sim.measure.kpi import Kpi
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of, shape_of
from sim.proposal.lines import Names, lead, named, spread
from sim.words import amount


@dataclass(frozen=True)
class Leader:
    """The mode that is best by a KPI, those that cannot be told from it, and both in words: its figure, and its lead,
    Chinese and English.

    ``lead`` is empty where there is no other mode.
    """

    mode: str
    near: tuple[str, ...]
    figure: tuple[str, str]
    lead: tuple[str, str]
    names: tuple[str, str]

    @property
    def texts(self) -> tuple[str, str]:
        """Name, figure and lead."""
        zh, en = (
            c.join(x for x in (self.names[i], self.figure[i], self.lead[i]) if x) for i, c in ((0, "，"), (1, ", "))
        )
        return zh, en


def leader(modes: Mapping[str, list[Measures]], key: str, names: Names) -> Leader | None:
    """Which mode is best by a KPI, with its interval, and by how much it is ahead of the next; None where no mode has
    the KPI."""
    kpi, shape = kpi_of(key), shape_of(key)
    values = {m: series(rows, key) for m, rows in modes.items()}
    found = {m: estimate(v, shape=shape) for m, v in values.items()}
    told = [m for m in found if np.isfinite(found[m].mean)]
    told.sort(key=lambda m: found[m].mean * (1 if kpi.better == "low" else -1))
    if not told:
        return None
    first, *others = told
    near, lead = _over_others(compare({m: values[m] for m in told}, shape=shape), first, others, names, kpi)
    return Leader(first, near, _with_spread(found[first], kpi.unit), lead, named(names, first))


def _with_spread(found: Estimate, unit: str) -> tuple[str, str]:
    """A mean with its interval, in Chinese and English."""
    ends = spread(found.low, found.high, unit)
    return amount(found.mean, unit, "zh") + ends, amount(found.mean, unit, "en") + ends


def _over_others(
    compared: Iterable[Comparison], first: str, others: Sequence[str], names: Names, kpi: Kpi
) -> tuple[tuple[str, ...], tuple[str, str]]:
    """Modes from which the first cannot be told, and how far it is from the next; ``others``: best first."""
    if not others:
        return (), ("", "")
    pairs = {c.b if c.a == first else c.a: c for c in compared if first in (c.a, c.b)}
    near = tuple(m for m in others if pairs[m].verdict == SAME)
    if near:
        return near, _behind(pairs[near[0]], first, near, names, kpi)
    return near, _ahead(pairs[others[0]], first, others[0], names, kpi)


def _behind(pair: Comparison, first: str, near: Sequence[str], names: Names, kpi: Kpi) -> tuple[str, str]:
    """From which modes the first cannot be told, and how far the first of them is from it."""
    ends = [lead(pair, first, kpi.unit, lang) for lang in ("zh", "en")]
    if pair.n < ENOUGH:
        return f"重复次数不足，未作检验（差{ends[0]}）", f"too few replications to test (difference {ends[1]})"
    others = [("、", ", ")[i].join(named(names, m)[i] for m in near) for i in (0, 1)]
    return f"与{others[0]}无法区分（差{ends[0]}）", f"not distinguishable from {others[1]} (difference {ends[1]})"


def _ahead(pair: Comparison, first: str, second: str, names: Names, kpi: Kpi) -> tuple[str, str]:
    """How far the first mode is ahead of the second, from which it can be told."""
    ends = [lead(pair, first, kpi.unit, lang) for lang in ("zh", "en")]
    less = ("快", "faster") if kpi.unit == "h" else ("低", "less") if kpi.better == "low" else ("高", "more")
    zh, en = named(names, second)
    return f"比其次的{zh}{less[0]}{ends[0]}", f"{ends[1]} {less[1]} than the next, {en}"
