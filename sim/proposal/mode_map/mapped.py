"""What a mode map found, and what its parts are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pandas as pd

from sim.chart.info import ModeName
from sim.county.stylised import StylisedTerms
from sim.inference.mode_map.phase import objective_kpi
from sim.measure.registry import name_of
from sim.proposal.about import About
from sim.words import say


@dataclass(eq=False, kw_only=True)
class Mapped:
    """What there is to report of a mode map; frames as ``sim.inference.mode_map.phase`` documents them, None where
    not asked for.

    Attributes:
        modes: those mapped, in order.
        outline: of the stylised county. ``distances``: of the map, in km. ``along``: which distance varies.
        fee_name: what the fee levels are called, in Chinese and English. ``fees``: the levels.
        days: measured days of a cell.
        folder: of the results.
        dots: where the county's townships are on the map. ``villages``: empty where no mode could be told best.
        mixed_over: where the mixture's plan is overloaded, in Chinese and English.
        failed: scenarios that failed, each by its labels, and why. ``overloaded``: modes left out village by village.
    """

    about: About
    modes: tuple[ModeName, ...]
    replications: int
    objective: str
    outline: StylisedTerms
    distances: tuple[float, ...]
    along: Literal["hub", "loop"]
    loop_villages: int
    fee_name: tuple[str, str]
    fees: tuple[float, ...]
    days: int
    folder: Path
    phase: pd.DataFrame | None = None
    evens: pd.DataFrame | None = None
    dots: pd.DataFrame | None = None
    villages: pd.DataFrame | None = None
    mixture: pd.DataFrame | None = None
    mixed_over: Sequence[tuple[str, str]] = ()
    failed: Sequence[tuple[str, str]] = ()
    overloaded: tuple[str, ...] = ()
    lang: str = field(init=False)

    def __post_init__(self) -> None:
        self.lang = self.about.lang

    @property
    def names(self) -> dict[str, str]:
        """What people call each mode."""
        return {m.key: say(self.lang, m.name_zh, m.name_en) or m.key for m in self.modes}

    @property
    def name(self) -> str:
        """The county's name."""
        return say(self.lang, self.about.county.name, self.about.county.name_en)

    @property
    def title(self) -> str:
        """What is mapped."""
        return say(
            self.lang, f"{self.name}：何处用何种模式（{self.least}最低）",
            f"{self.name}: which mode where (least {self.least})",
        )

    @property
    def least(self) -> str:
        """What is made least, by its name."""
        return name_of(objective_kpi(self.objective), self.lang)

    @property
    def distance(self) -> str:
        """The distance axis in words."""
        if self.along == "hub":
            return say(self.lang, "县城至乡镇（公里）", "hub to township (km)")
        return say(self.lang, "村级环线（公里）", "village loop (km)")

    def far(self, km: float) -> str:
        """A distance of the map in words."""
        if self.along == "hub":
            return say(self.lang, f"县城至乡镇{km:g}公里", f"{km:g} km from hub to township")
        return say(self.lang, f"村级环线{km:g}公里", f"village loops of {km:g} km")

    @property
    def fee(self) -> str:
        """The fee level in words."""
        return say(self.lang, *self.fee_name)

    def foot(self, days: int) -> str:
        """Where a figure comes from that stands on so many measured days."""
        n, seed = self.replications, self.about.seed
        times = "1 replication" if n == 1 else f"{n} replications"
        return say(
            self.lang, f"parcelflow · {self.name} · {n}次重复×{days}天 · 种子{seed}",
            f"parcelflow · {self.name} · {times} of {days} days · seed {seed}",
        )
