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
        if e.n < len(x) or e.n == 0:
            return NOT_VERIFIED
        if self._at_the_end:
            return NOT_MET if self.miss(e.mean) > 1e-12 else MET
        low, high = ends(x) if e.state in UNTOLD else (e.low, e.high)
        if not np.isfinite([low, high]).all():
            return NOT_MET if np.isinf(e.mean) and self.miss(e.mean) > 0 else NOT_VERIFIED
        worse, better = (low, high) if self.sign == ">=" else (high, low)
        if self.miss(worse) <= 0:
            return MET
        return NOT_MET if self.miss(better) > 0 else NOT_VERIFIED

    @property
    def _at_the_end(self) -> bool:
        """Whether the bound is where a share ends."""
        return kpi_of(self.kpi).unit == "share" and self.bound == (1.0 if self.sign == ">=" else 0.0)


def read_targets(texts: Mapping[str, object], where: str) -> tuple[Target, ...]:
    """Targets from texts such as ``>=0.9``, ``<= 24`` or ``>=90%`` by KPI; None leaves one out.

    Raises:
        InputError: with every KPI that does not exist and every text that is no bound.
    """
    read = [_target(kpi, text, f"{where}.{kpi}") for kpi, text in texts.items() if text is not None]
    if problems := [found for found in read if isinstance(found, Problem)]:
        raise InputError(problems)
    return tuple(found for found in read if isinstance(found, Target))


def _target(kpi: str, text: object, where: str) -> Target | Problem:
    """A target, or what is wrong with it."""
    if kpi not in keys():
        return Problem("config.unknown_kpi", where, kpi, phrase("config.kpi"), did_you_mean(kpi, keys()))
    match = _BOUND.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        like = phrase("config.bound_like", kpi=kpi)
        return Problem("config.target", where, str(text), phrase("config.bound"), like)
    target = Target(kpi, ">=" if match[1] == ">=" else "<=", float(match[2]) / (100 if match[3] else 1))
    if kpi_of(kpi).unit == "share" and not 0 <= target.bound <= 1:
        return Problem("config.target", where, str(text), phrase("config.share"))
    return target
