"""Parameters of what goes wrong 意外: slow roads, closed roads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.dates import Dates, DayOfYear
from sim.parameters.quantity import Section, Span, param


class Closure(Section):
    """Roads of a class that are closed 封路 on some days, drawn or dated: no run uses them.

    Village roads lead from a township to its villages, trunk roads from the hub to a township.
    """

    own_ranges: ClassVar[Mapping[str, Mapping[str, Span]]] = {
        "village": {"share": (0.0, 0.06, "J S48")}, "trunk": {"share": (0.0, 0.02, "J")},
    }
    road: Literal["village", "trunk"] = param(
        "village", "-",
        (
            "道路类别：village 乡镇到村，trunk 县城到乡镇",
            "class of road: village (township to villages) or trunk (hub to township)",
        ),
        source="J", moves="~at_village_mean_h",
    )
    share: float = param(
        0.0, "-",
        (
            "季节内封闭日的比例，各乡镇各日独立抽取",
            "share of the days of the season on which it is closed, drawn by township and day",
        ),
        source="J", low=0.0, high=0.06, ge=0, le=1, moves="+at_village_mean_h",
    )
    first: DayOfYear = param(
        "01-01", "month-day", ("季节第一天", "first day of the season"), source="J", moves="~at_village_mean_h"
    )
    last: DayOfYear = param(
        "12-31", "month-day",
        ("季节最后一天（早于第一天：跨年）", "last day of the season (before the first: into the next year)"),
        source="J", moves="~at_village_mean_h",
    )
    townships: tuple[str, ...] = param(
        (), "-",
        ("所涉乡镇：编码或名称；留空：所有乡镇", "townships whose roads they are, by code or name; empty: all"),
        source="J", moves="~at_village_mean_h",
    )
    dates: Dates = param(
        (), "date", ("确定封闭的日期", "dates on which it is closed for certain"), source="J",
        moves="~at_village_mean_h",
    )

    def in_season(self, date: dt.date) -> bool:
        """Whether a day lies in the season."""
        day = f"{date:%m-%d}"
        within = self.first <= day, day <= self.last
        return all(within) if self.first <= self.last else any(within)


class Disruption(Section):
    """What goes wrong."""

    travel_cv: float = param(0.1, "-", (
        "行车时间的变异系数（均值为 1 的对数正态系数）",
        "coefficient of variation of a run's driving times (log-normal factor of mean 1)",
    ), source="J", low=0.05, high=0.25, ge=0, le=2, moves="~at_village_p95_h")
    carrier_absent_share: float = param(
        0.05, "-",
        ("村级取件人员缺岗日数比例，当天不取件", "share of days on which a village's carrier is away and nobody goes"),
        source="J", low=0.0, high=0.15, ge=0, le=1, moves="+at_village_mean_h@village_carrier",
    )
    lost_share: float = param(
        0.0, "-",
        ("途中丢失的快件比例；零：不考察", "share of inbound parcels that are lost on the way; 0: not asked about"),
        source="J", low=0.0, high=0.001, ge=0, le=1, moves="+lost_10k",
    )
    lost_yuan: float = param(
        100.0, "yuan/parcel", ("每件丢失的赔付", "what a lost parcel costs who carries it for the brand"), source="J",
        low=30, high=300, ge=0, le=100_000, moves="+cost_operators_parcel",
    )
    closures: dict[str, Closure] = {"village": Closure(), "trunk": Closure(road="trunk")}

    @property
    def on(self) -> bool:
        """Whether anything but driving times may go wrong."""
        return any(closure.share > 0 or closure.dates for closure in self.closures.values())
