"""Parameters of what goes wrong 意外: slow roads, closed roads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.dates import Dates, DayOfYear, Weekdays
from sim.parameters.once import Names
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
    townships: Names = param(
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


class Away(Section):
    """People who are away on days that are known."""

    who: Literal["driver", "crew", "keeper"] = param(
        "driver", "-", (
            "谁：driver 驾驶员（其车停驶），crew 班组人员，keeper 村级站点经营者（站点停业）",
            "who: drivers, whose vehicles stay in, people of the crews, or keepers of points in villages, which are "
            "closed",
        ),
        source="J", moves="~at_village_mean_h",
    )
    places: Names = param(
        (), "-", (
            "所在地：县级中心、乡镇（驾驶员可写所到的村，站点经营者写村），编码或名称；留空：全部",
            "where they work: the hub, townships, or of drivers the villages to which they go, of keepers their "
            "villages, by code or name; empty: everywhere",
        ),
        source="J", moves="~at_village_mean_h",
    )
    people: int = param(
        1, "people", (
            "每处车队或每个班次缺的人数（站点经营者不计）",
            "how many of each depot's drivers, or of each shift; of keepers it says nothing",
        ),
        source="J", low=1, high=3, ge=1, le=1000, moves="+at_village_mean_h",
    )
    weekdays: Weekdays = param(
        (), "weekdays", ("缺勤的星期（1 为星期一）", "weekdays on which they are away, 1 for Monday"), source="J",
        moves="~at_village_mean_h",
    )
    dates: Dates = param(
        (), "date", ("缺勤的日期", "dates on which they are away"), source="J", moves="~at_village_mean_h"
    )


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
        (
            "县内途中丢失的快件比例，上下行每件各抽一次，与转手次数无关；零：不考察",
            "share of parcels, inbound and outbound, that are lost on their way in the county: one draw a parcel, "
            "however often it changes hands; 0: not asked about",
        ),
        source="J", low=0.0, high=0.001, ge=0, le=1, moves="+lost_10k",
    )
    lost_yuan: float = param(
        100.0, "yuan/parcel", ("每件丢失的赔付", "what a lost parcel costs who carries it for the brand"), source="J",
        low=30, high=300, ge=0, le=100_000, moves="+cost_operators_parcel",
    )
    breakdown_share: float = param(
        0.0, "-", (
            "每辆自有车辆故障停驶日数的比例", "share of days on which a vehicle of ours is out of order and stays in",
        ),
        source="J", low=0.0, high=0.03, ge=0, le=1, moves="+at_village_mean_h",
    )
    driver_absent_share: float = param(
        0.0, "-", (
            "只有一辆车的车队，驾驶员缺勤日数的比例（多车车队有人顶替）",
            "share of days on which the driver of a depot with one vehicle is away; in others somebody drives for him",
        ),
        source="J", low=0.0, high=0.05, ge=0, le=1, moves="+at_village_mean_h",
    )
    crew_absent_share: float = param(
        0.0, "-", (
            "班组人员在一个班次缺勤的比例（工资照付）",
            "share of the people of a crew who are not there in a shift; they are paid all the same",
        ),
        source="J", low=0.0, high=0.1, ge=0, le=1, moves="~in_hand_mean_h",
    )
    keeper_absent_share: float = param(
        0.0, "-", (
            "村级站点经营者缺岗日数的比例：当天站点停业，不上架、不收寄、不送门",
            "share of days on which the keeper of a village's point is away: it is closed, and nobody shelves, accepts "
            "or goes round to doors",
        ),
        source="J", low=0.0, high=0.1, ge=0, le=1, moves="+in_hand_mean_h",
    )
    away: dict[str, Away] = {}
    closures: dict[str, Closure] = {"village": Closure(), "trunk": Closure(road="trunk")}

    @property
    def on(self) -> bool:
        """Whether anything but driving times may go wrong."""
        people = (self.driver_absent_share, self.crew_absent_share, self.keeper_absent_share)
        shares = (self.breakdown_share, *people)
        closed = any(closure.share > 0 or closure.dates for closure in self.closures.values())
        away = any(of.weekdays or of.dates for of in self.away.values())
        return any(share > 0 for share in shares) or away or closed
