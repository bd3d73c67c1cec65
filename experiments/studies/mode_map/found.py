"""What a mode map found, and what its parts are called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from experiments.scenarios.status import Status
from experiments.settings.config import Config
from experiments.settings.specs.mode_map import HOST_FEES
from experiments.studies.mode_map.stylise import Ground
from sim.county.county import County
from sim.inference.phase import objective_kpi
from sim.measure.registry import name_of
from sim.words import say


@dataclass(eq=False)
class Found:
    """What there is to report; frames as ``sim.inference.phase`` and ``experiments.studies.mode_map.village_modes`` document them, None where not asked for.

    Attributes:
        dots: where the county's townships are on the map. ``villages``: empty where no mode could be told best. ``mixed``: what became of the
            mixture's simulation. ``failed``: scenarios that failed. ``overloaded``: modes left out village by village.
    """

    config: Config
    ground: Ground
    county: County
    folder: Path
    phase: pd.DataFrame | None = None
    evens: pd.DataFrame | None = None
    dots: pd.DataFrame | None = None
    villages: pd.DataFrame | None = None
    mixture: pd.DataFrame | None = None
    mixed: Status | None = None
    failed: Sequence[Status] = ()
    overloaded: tuple[str, ...] = ()
    lang: str = field(init=False)

    def __post_init__(self) -> None:
        self.lang = self.config.run.lang

    @property
    def names(self) -> dict[str, str]:
        """What people call each mode."""
        table = self.config.mode_table
        return {m: (table[m].name_zh if self.lang == "zh" else table[m].name_en) or m for m in self.config.modes}

    @property
    def name(self) -> str:
        """The county's name."""
        return self.county.name if self.lang == "zh" else self.county.name_en

    @property
    def title(self) -> str:
        """What is mapped."""
        return say(self.lang, f"{self.name}：何处用何种模式（{self.least}最低）", f"{self.name}: which mode where (least {self.least})")

    @property
    def least(self) -> str:
        """What is made least, by its name."""
        return name_of(objective_kpi(self.config.run.objective), self.lang)

    @property
    def distance(self) -> str:
        """The distance axis in words."""
        if self.config.mode_map.along == "hub":
            return say(self.lang, "县城至乡镇（公里）", "hub to township (km)")
        return say(self.lang, "村级环线（公里）", "village loop (km)")

    def far(self, km: float) -> str:
        """A distance of the map in words."""
        if self.config.mode_map.along == "hub":
            return say(self.lang, f"县城至乡镇{km:g}公里", f"{km:g} km from hub to township")
        return say(self.lang, f"村级环线{km:g}公里", f"village loops of {km:g} km")

    @property
    def fee(self) -> str:
        """The fee level in words."""
        name = self.config.mode_map.fee
        return say(self.lang, "承运费倍数", "fees paid to hosts ×") if name == HOST_FEES else f"tariff.{name} ="

    def foot(self, days: int) -> str:
        """Where a figure comes from that stands on so many measured days."""
        run = self.config.run
        n = "1 replication" if run.replications == 1 else f"{run.replications} replications"
        return say(self.lang, f"parcelflow · {self.name} · {run.replications}次重复×{days}天 · 种子{run.seed}", f"parcelflow · {self.name} · {n} of {days} days · seed {run.seed}")
