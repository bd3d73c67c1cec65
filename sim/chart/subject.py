"""What figures are drawn of, and what they come back with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from sim.chart.base_map import BaseMap
from sim.chart.info import PlanInfo
from sim.chart.look import Look

Frames = Mapping[str, pd.DataFrame]
"""Result tables by name; those of the trace by ``trace/`` and their name."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Subject:
    """What figures are drawn of: tables, the county's map, the modes; words in ``lang``."""

    frames: Frames
    base: BaseMap
    info: PlanInfo
    lang: str = "zh"

    @property
    def looks(self) -> Sequence[Look]:
        """How each mode is drawn."""
        return self.info.looks(self.lang)

    def table(self, name: str) -> pd.DataFrame:
        """A table; one that is not there is empty."""
        found = self.frames.get(name)
        return pd.DataFrame() if found is None else found


@dataclass(frozen=True, eq=False)
class Picture:
    """A figure, and the numbers in it as a table that is written beside it."""

    figure: Figure
    data: pd.DataFrame
