"""A bound that a KPI must keep: ``within_24h >= 0.9``; and whether replications show that it does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from sim.inference.estimate import UNTOLD, ends, estimate
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.measure.registry import keys, kpi_of, name_of, shape_of
from sim.problems import InputError, Problem, did_you_mean, phrase
from sim.words import amount

_BOUND = re.compile(r"\s*(>=|<=)\s*([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)\s*(%?)\s*")


@dataclass(frozen=True)
class Target:
    """The mean of ``kpi`` must be at least (``>=``) or at most (``<=``) ``bound``."""

    kpi: str
    sign: Literal[">=", "<="]
    bound: float

    def text(self, lang: str = "zh") -> str:
        """The target for a reader: ``24小时进村率 ≥ 90.0%``."""
        return f"{name_of(self.kpi, lang)} {self.bound_text(lang)}"

    def bound_text(self, lang: str = "zh") -> str:
        """The bound alone: ``≥ 90.0%``."""
        return f"{'≥' if self.sign == '>=' else '≤'} {amount(self.bound, kpi_of(self.kpi).unit, lang)}"

    def miss(self, value: float) -> float:
        """How far a value misses the bound, relative to it: above 0 where it is broken, negative where there is room; 1
        where there is no value."""
        if value != value:
            return 1.0
        gap = self.bound - value if self.sign == ">=" else value - self.bound
        return float(np.clip(gap / max(abs(self.bound), 1e-9), -10.0, 10.0))

    def verdict(self, values: NDArray[Any], level: float = 0.95) -> str:
        """``met`` or ``not met`` where the interval of the mean lies on one side of the bound, else ``not verified``.

        Args:
            values: one a replication.
            level: of the interval; above 0.95 where one of several plans is looked for that keeps the bound.

        Shares end at 0 and 1: a bound there is broken for sure as soon as one replication misses it, and kept as far as
        can be told where none does. Where no interval can be told (a percentile, a rare event), every replication has
        to be on one side.
        """
        x = np.atleast_1d(np.asarray(values, dtype=float))
        e = estimate(x, level=level, shape=shape_of(self.kpi))
        mean, (low, high) = e.mean, ends(x) if e.state in UNTOLD else (e.low, e.high)
        if e.n < len(x) or e.n == 0:
            return NOT_VERIFIED
        worst = self.miss(mean)
        if kpi_of(self.kpi).unit == "share" and self.bound == (1.0 if self.sign == ">=" else 0.0):
            return NOT_MET if worst > 1e-12 else MET
        if not np.isfinite([low, high]).all():
            return NOT_MET if np.isinf(mean) and worst > 0 else NOT_VERIFIED
        worse, better = (low, high) if self.sign == ">=" else (high, low)
        if self.miss(worse) <= 0:
            return MET
        return NOT_MET if self.miss(better) > 0 else NOT_VERIFIED


def read_targets(texts: Mapping[str, object], where: str) -> tuple[Target, ...]:
    """Targets from texts such as ``>=0.9``, ``<= 24`` or ``>=90%`` by KPI; None leaves one out.

    Raises:
        InputError: with every KPI that does not exist and every text that is no bound.
    """
    found, problems = [], []
    for kpi, text in texts.items():
        if text is None:
            continue
        match = _BOUND.fullmatch(text) if isinstance(text, str) else None
        if kpi not in keys():
            problems.append(
                Problem("config.unknown_kpi", f"{where}.{kpi}", kpi, phrase("config.kpi"), did_you_mean(kpi, keys()))
            )
        elif match is None:
            problems.append(Problem(
                "config.target", f"{where}.{kpi}", str(text), phrase("config.bound"),
                phrase("config.bound_like", kpi=kpi),
            ))
        else:
            target = Target(kpi, ">=" if match[1] == ">=" else "<=", float(match[2]) / (100 if match[3] else 1))
            if kpi_of(kpi).unit == "share" and not 0 <= target.bound <= 1:
                problems.append(Problem("config.target", f"{where}.{kpi}", str(text), phrase("config.share")))
            found.append(target)
    if problems:
        raise InputError(problems)
    return tuple(found)
