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
    mean: float = np.nan

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
    return Leader(first, near, _with_spread(found[first], kpi.unit), lead, named(names, first), found[first].mean)


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
    same = [m for m in others if pairs[m].difference == pairs[m].low == pairs[m].high == 0]
    near = tuple(m for m in others if pairs[m].verdict == SAME and m not in same)
    rest = [m for m in others if m not in same]
    lead = _behind(pairs[near[0]], near, names, kpi) if near else ("", "")
    if rest and not near:
        lead = _ahead(pairs[rest[0]], rest[0], names, kpi)
    return near, _alike(same, lead, names)


def _alike(same: Sequence[str], lead: tuple[str, str], names: Names) -> tuple[str, str]:
    """A lead, with the modes that have the very same figure in each replication."""
    if not same:
        return lead
    zh, en = (("、", ", ")[i].join(named(names, m)[i] for m in same) for i in (0, 1))
    told = f"与{zh}完全相同", f"the same as {en}"
    return ("；".join(x for x in (told[0], lead[0]) if x), "; ".join(x for x in (told[1], lead[1]) if x))


def better_outside(others: Mapping[str, list[Measures]], found: Leader, key: str, names: Names) -> tuple[str, str]:
    """The best of modes that do not take part, where it is better by a KPI than the leader of those that do; empty
    where none is."""
    kpi, low = kpi_of(key), kpi_of(key).better == "low"
    means = {m: estimate(series(rows, key), shape=shape_of(key)).mean for m, rows in others.items()}
    better = {m: mean for m, mean in means.items() if (mean < found.mean if low else mean > found.mean)}
    if not better:
        return "", ""
    best = min(better, key=lambda m: better[m] * (1 if low else -1))
    word = ("更快", "faster") if kpi.unit == "h" else ("更低", "lower") if low else ("更高", "higher")
    zh, en = named(names, best)
    figures = [amount(better[best], kpi.unit, lang) for lang in ("zh", "en")]
    return f"；不参与的{zh}{word[0]}，为{figures[0]}", f"; {en}, which is left out, is {word[1]}: {figures[1]}"


def _behind(pair: Comparison, near: Sequence[str], names: Names, kpi: Kpi) -> tuple[str, str]:
    """From which modes the first cannot be told, and how far the first of them is from it."""
    ends = [lead(pair, kpi.unit, lang) for lang in ("zh", "en")]
    if pair.n < ENOUGH:
        return f"重复次数不足，未作检验（差{ends[0]}）", f"too few replications to test (difference {ends[1]})"
    others = [("、", ", ")[i].join(named(names, m)[i] for m in near) for i in (0, 1)]
    return f"与{others[0]}无法区分（差{ends[0]}）", f"not distinguishable from {others[1]} (difference {ends[1]})"


def _ahead(pair: Comparison, second: str, names: Names, kpi: Kpi) -> tuple[str, str]:
    """How far the first mode is ahead of the second, from which it can be told."""
    ends = [lead(pair, kpi.unit, lang) for lang in ("zh", "en")]
    less = ("快", "faster") if kpi.unit == "h" else ("低", "less") if kpi.better == "low" else ("高", "more")
    zh, en = named(names, second)
    return f"比其次的{zh}{less[0]}{ends[0]}", f"{ends[1]} {less[1]} than the next, {en}"
