"""What the figures need to know beside the numbers: the modes' names, the hub's departures, where it all comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sim.chart.look import COLOURS, FORMATS, Look, look_of
from sim.clock import DAY, HOUR
from sim.parameters.once import Names
from sim.parameters.quantity import Section, param
from sim.plan.departure import Slotted
from sim.plan.level import Level
from sim.plan.plan import ServicePlan
from sim.words import say, word


class ChartSpec(Section):
    """How charts are written."""

    formats: tuple[Literal["png", "svg", "pdf"], ...] = param(
        FORMATS, "-", ("图的文件格式：png、svg、pdf", "file formats of the charts: png, svg, pdf"), source="-",
        moves="",
    )
    dpi: int = param(
        220, "dots/inch", ("png 图的分辨率", "resolution of png files"), source="-", moves="", ge=50, le=1200
    )
    print_dpi: int = param(
        300, "dots/inch", ("成套图（propose）png 的分辨率", "resolution of the png files of the figure set (propose)"),
        source="-", moves="", ge=50, le=1200,
    )
    map_approval: str = param(
        "", "-", ("地图的审图号，空则留空格", "approval number of the maps 审图号; empty: its place is left blank"),
        source="-", moves="",
    )
    order: Names = param(
        (), "-", ("按配色次序列出的合作模式，其余在后", "modes in the order of their colours; others follow"),
        source="-", moves="",
    )


@dataclass(frozen=True)
class ModeName:
    """A mode as people know it. ``remote``: it hands over at the township; ``overloaded``: its plan is asked for more
    than it can do."""

    key: str
    name_zh: str
    name_en: str
    remote: bool = False
    overloaded: bool = False

    def text(self, lang: str) -> str:
        """Its name in a language, with what is to be known of its plan."""
        name = (self.name_zh if lang == "zh" else self.name_en) or self.key
        if not self.overloaded:
            return name
        over = word("overloaded", lang)
        return name + say(lang, f"（{over}）", f" ({over})")


@dataclass(frozen=True)
class PlanInfo:
    """About the scenarios drawn.

    Attributes:
        modes: those compared, in the order in which they are listed.
        hub_departures: by mode, departures from the hub by hour of day.
        provenance: a small line below: which modes are not drawn, version, seed, replications, days.
        order: modes in the order of their colours (``ChartSpec.order``), so that a subset of modes keeps its colours.
        scheme: key of the mode that is proposed; empty: none is.
        words: names of ways of service and of targets by their keys, in the figures' language.
        map_approval: see ``ChartSpec``.
    """

    modes: tuple[ModeName, ...]
    hub_departures: Mapping[str, Sequence[float]] = field(default_factory=dict)
    provenance: str = ""
    order: tuple[str, ...] = ()
    scheme: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    map_approval: str = ""

    def looks(self, lang: str = "zh") -> tuple[Look, ...]:
        """How each mode is drawn, in the order of ``modes``."""
        keys = list(dict.fromkeys((*self.order, *(m.key for m in self.modes))))
        numbers = _apart([keys.index(mode.key) for mode in self.modes])
        return tuple(
            look_of(number, mode.key, mode.text(lang), mode.remote)
            for number, mode in zip(numbers, self.modes, strict=True)
        )


def _apart(numbers: Sequence[int]) -> list[int]:
    """Numbers of looks; who comes after the last colour takes that of a mode that is not there, while there is one."""
    free = [number for number in range(len(COLOURS)) if number not in numbers]
    return [free.pop(0) if number >= len(COLOURS) and free else number for number in numbers]


def hub_departures(plan: ServicePlan) -> tuple[float, ...]:
    """Hours of day at which lines leave the hub, each once; those with slots have none."""
    timed = ((number, line) for number, line in enumerate(plan.lines) if not isinstance(line.departure, Slotted))
    leaving = {number for number, line in timed if plan.places[line.base].level == Level.HUB}
    times = zip(plan.timetable.line, plan.timetable.scheduled, strict=True)
    return tuple(sorted({int(scheduled) % DAY / HOUR for line, scheduled in times if int(line) in leaving}))


def pool_note(lang: str) -> str:
    """Which parcels are counted, as a note begins."""
    return say(lang, "仅计参与共配品牌的快件", "Parcels of the brands in the pool")
