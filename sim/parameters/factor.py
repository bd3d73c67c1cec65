"""A parameter that a study varies, and over which range."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sim.parameters.names import unit_of

REGISTRY, SCALED, WIDENED, GIVEN = "registry", "scaled", "widened", "given"
"""Where a range comes from: the parameter's own; that, moved in proportion to a value that the config has set; that,
widened to hold such a value where proportion means nothing (a default of 0); the config's ``sensitivity.keys`` or
``robustness.keys``."""


@dataclass(frozen=True)
class Factor:
    """A key that is varied.

    Attributes:
        base: its value in the config (for a county's own value, that); None where it is no number, e.g. ``auto``.
        low, high: ends of its range.
        whole: whole numbers only.
        origin: of the range.
    """

    key: str
    name_zh: str
    name_en: str
    unit: str
    base: float | None
    low: float
    high: float
    whole: bool
    source: str
    origin: str

    def value(self, share: float, spread: bool = False) -> float | int:
        """The value at a share of the range from 0 to 1.

        Args:
            spread: whole numbers get equal parts of the range, as a sample needs; else the share is rounded to the
                nearest, as a grid does.
        """
        if not self.whole:
            return self.low + share * (self.high - self.low)
        if spread:
            return min(round(self.high), math.floor(self.low + share * (self.high - self.low + 1)))
        return math.floor(self.low + share * (self.high - self.low) + 0.5)

    def share(self, value: float) -> float:
        """Where in the range a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def value_text(value: float, unit: str, lang: str) -> str:
    """A key's value with its unit for a reader."""
    number = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    what = unit_of(unit, lang)
    return number + ("" if not what else what if lang == "zh" else f" {what}")
