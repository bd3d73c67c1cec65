"""A best mix that was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from sim.inference.mix.mix_search import BEST
from sim.service.assignment.assignment import Assignment


@dataclass(frozen=True, eq=False, kw_only=True)
class BestMix:
    """The assignment of a best mix, the tables about it, and what was simulated and found for it; without tables there
    is none."""

    assignment: Assignment | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    counts: dict[str, Any] = field(default_factory=dict)

    @property
    def column(self) -> tuple[str, ...]:
        """The name of its column, if there is one."""
        return (BEST,) if self.tables else ()


NO_MIX = BestMix()
