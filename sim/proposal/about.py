"""What the words and pages of a study say beside what it found: the county, its language, where the figures come from.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sim.chart.info import ChartSpec
from sim.county.county import County
from sim.parameters import Parameters
from sim.proposal.county_line import county_line
from sim.proposal.lines import Names, named
from sim.proposal.measured import measured
from sim.words import say


@dataclass(frozen=True, kw_only=True, eq=False)
class About:
    """What is the same for everything that a study writes.

    Attributes:
        lang: of the reader, zh or en.
        seed: of everything random.
        key: names what the study is the result of.
        version: of the model.
        names: what people call its modes and assignments.
        chart: how charts are written.
    """

    lang: str
    county: County
    parameters: Parameters
    seed: int
    key: str
    version: str = ""
    names: Names = field(default_factory=dict)
    chart: ChartSpec = field(default_factory=ChartSpec)

    def name(self, mode: str) -> str:
        """What people call a mode or an assignment; its key where it has no name."""
        return say(self.lang, *named(self.names, mode)) or mode

    def foot(self, replications: int) -> str:
        """One line that says where a figure or the page comes from."""
        return foot(self.county, self.parameters.horizon.measured_days, replications, self.seed, self.key, self.lang)

    def county_line(self) -> str:
        """The county in one line."""
        return county_line(self.county, self.parameters, self.lang)

    def measured(self) -> str:
        """Which days are measured, and of which kind they are, as a sentence."""
        return measured(self.parameters, self.lang) + say(self.lang, "。", ".")

    def days(self) -> tuple[str, str]:
        """Which days are simulated, in Chinese and English."""
        h = self.parameters.horizon
        return (
            f"预热{h.warmup_days}天，统计{h.measured_days}天，收尾{h.drain_days}天",
            f"warm-up {h.warmup_days} days, measured {h.measured_days}, drain {h.drain_days}",
        )


def foot(county: County, days: int, replications: int, seed: int, key: str, lang: str) -> str:
    """One line that says where a figure comes from: county, replications of so many measured days, seed, the key's
    first letters."""
    return say(
        lang,
        f"parcelflow · {county.name} · {replications}次重复×{days}天 · 种子{seed} · {key[:8]}",
        f"parcelflow · {county.name_en} · {replications} replications of {days} days · seed {seed} · {key[:8]}",
    )
