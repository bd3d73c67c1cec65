"""What a KPI is as an estimand, the scopes with which it exists, and the words that many of them share."""

from __future__ import annotations

import math
from dataclasses import dataclass

POOL, ALL, WAVE0, WAVE1, URBAN = "", ".all", ".wave0", ".wave1", ".urban"
SCOPES: dict[str, tuple[str, str]] = {
    POOL: ("共配池", "pool"),
    ALL: ("全县", "all parcels"),
    WAVE0: ("首批到件", "first wave"),
    WAVE1: ("次批到件", "second wave"),
    URBAN: ("城区", "town"),
}
"""Suffix of a scope: its Chinese and English name."""

_IN_TOWN = (
    ("到村点", "到网点"), ("到村", "到网点"), ("进村", "到网点"),
    ("the village point", "the outlet"), ("at the village", "at the outlet"),
)
"""What the names of KPIs say of villages, and what they say of the town."""


def scoped(name: str, scope: str, lang: str) -> str:
    """The name of a KPI with its scope; of the town it tells of outlets in place of villages."""
    zh, en = SCOPES[scope]
    for of_village, of_town in _IN_TOWN if scope == URBAN else ():
        name = name.replace(of_village, of_town)
    return f"{name}（{zh}）" if lang == "zh" else f"{name} ({en})"


ENTERED = "parcels of the scope whose line-haul wave came on a measured day, followed to the end of the horizon"
DATED = "events dated on measured days (whole weeks)"
MONEY = "ledger entries dated on measured days, over the parcels that reached their point on those days"
PLAN = "the service plan; nothing random but the hours of what is hired by the hour"
VILLAGE_BOUND = "of these, the parcels whose point stands in the village; to_village_share says how many arrived there"
TOWN_BOUND = "of these, the parcels whose point is an outlet at the township, where residents fetch them"
LATE = "undelivered parcels stay in the denominator and never count as in time"
INFINITE = "undelivered parcels count as infinitely long; a quantile that meets one is infinite and prints as censored"
LEFT_OUT = "undelivered parcels are left out; undelivered_share says how many"
NOTHING_OPEN = "nothing is unfinished"
POOLED = "over all parcels of the village, township or county at once, each parcel alike"
PER_VILLAGE = "mean over villages, each village alike; days of one village first"
RATIO = "ratio of the sums over runs, villages and days"


@dataclass(frozen=True)
class Kpi:
    """A key performance indicator.

    Attributes:
        key: without the suffix of a scope.
        name_zh, name_en: for people.
        unit: ``h``, ``share``, ``yuan/parcel`` ...
        better: ``low``, ``high`` or ``none`` (neither is better in itself).
        cohort: what is counted. ``censoring``: how what is unfinished at the end counts.
        aggregation: over villages and days.
        empty: value where nothing is counted (NaN prints as a dash).
        formula: in words.
        source: tags of ``sim.parameters.sources``, or ``project`` where the definition is this project's own.
        clumped: a percentile of clumped values, or whole days; see ``sim.inference.estimate.Shape``.
        scopes: suffixes with which it exists.
        local: it also exists by village and by township.
    """

    key: str
    name_zh: str
    name_en: str
    unit: str
    better: str
    cohort: str
    censoring: str
    aggregation: str
    formula: str
    source: str
    scopes: tuple[str, ...] = (POOL, ALL, URBAN)
    local: bool = False
    empty: float = math.nan
    clumped: bool = False


OUTLAYS = tuple(f"cost_{actor}_parcel" for actor in ("operators", "brands", "host", "keeper", "public", "residents"))
"""KPIs that are below nought where somebody is paid more than they spend; no other one can be."""

EVERY = (POOL, ALL, WAVE0, WAVE1, URBAN)
VILLAGES = (POOL, ALL)
"""Scopes of what is only asked of villages, such as their reach."""

_UNTIL = {
    "at_village": (
        "到村点", "to the village point", "at a point in the village (dropped, shelved, and the point open)",
        f"{ENTERED}; {VILLAGE_BOUND}",
    ),
    "at_township": (
        "到乡镇网点", "to the township outlet", "at the outlet at the township (dropped, shelved, and open)",
        f"{ENTERED}; {TOWN_BOUND}",
    ),
    "in_hand": ("到手", "in hand", "in the resident's hands", ENTERED),
}
