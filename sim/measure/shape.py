"""What is known of a quantity before any value of it is seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Shape:
    """What is known of a quantity before any value is seen.

    Attributes:
        clumped: it is a percentile of clumped values, so that it jumps from one clump to the next.
        low, high: ends of its range; intervals end there.
        differs: it is the difference of two such quantities.
    """

    clumped: bool = False
    low: float = -np.inf
    high: float = np.inf
    differs: bool = False

    @property
    def shared(self) -> bool:
        """Whether it is a part of something whole, as a share is: it has two ends, and is no difference."""
        return not self.differs and bool(np.isfinite(self.low) and np.isfinite(self.high))

    def apart(self) -> Shape:
        """Of the difference of two such quantities."""
        return Shape(self.clumped, self.low - self.high, self.high - self.low, differs=True)


PLAIN = Shape()
"""Nothing is known: a mean or a sum without ends."""
