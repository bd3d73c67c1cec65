"""Parameters of when lines of our own leave 班次."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from sim.parameters.once import Names
from sim.parameters.quantity import Section, param
from sim.parameters.times import ClockTime, ClockTimes


class LegSchedule(Section):
    """When a leg's lines leave."""

    scopes: ClassVar[Mapping[str, str]] = {"urban": ".urban"}

    days_per_week: int = param(
        7, "days",
        ("每周开行天数；少于四天时各线错开", "days of service a week; fewer than four alternate between lines"),
        source="J", low=3, high=7, ge=1, le=7, moves="-at_village_mean_h",
    )
    depart: ClockTimes = param(
        ("08:30",), "time", ("开行日的发车时间", "departures of a service day"), source="J", moves="~at_village_mean_h"
    )
    visits_per_day: int | None = param(None, "-", (
        "一条线路在开行日的班次数，各线分配到各发车时间；留空：每个发车时间都开",
        "departures of one line on a service day; lines are spread over the departure times; empty: every departure",
    ), source="J", low=1, high=2, ge=1, le=24, moves="~in_hand_mean_h")


class ScheduleGroup(Section):
    """Villages whose lines leave otherwise than the others of their leg; what is empty is as the leg has it."""

    townships: Names = param(
        (), "-", ("整乡镇划入：编码或名称", "townships of the group, by code or name"),
        source="J", moves="~at_village_mean_h",
    )
    villages: Names = param(
        (), "-", ("划入的村：编码、名称或乡镇/村名", "villages of the group, by code, name or township/village"),
        source="J", moves="~at_village_mean_h",
    )
    days_per_week: int | None = param(
        None, "days", ("本组每周开行天数；留空：同本段", "days of service a week of the group; empty: as the leg"),
        source="J", low=3, high=7, ge=1, le=7, moves="-at_village_mean_h",
    )
    depart: ClockTimes | None = param(
        None, "time", ("本组发车时间；留空：同本段", "departures of the group; empty: as the leg"),
        source="J", moves="~at_village_mean_h",
    )
    visits_per_day: int | None = param(
        None, "-", ("本组一条线路每日班次；留空：同本段", "departures of one line of the group; empty: as the leg"),
        source="J", low=1, high=2, ge=1, le=24, moves="~in_hand_mean_h",
    )

    def of(self, leg: LegSchedule) -> LegSchedule:
        """The leg's schedule with what the group has of its own."""
        named = {name: getattr(self, name) for name in LegSchedule.model_fields}
        own = {name: value for name, value in named.items() if value is not None}
        return LegSchedule(**{name: own.get(name, getattr(leg, name)) for name in named})


class RoundSchedule(LegSchedule):
    """When a leg's rounds to the villages leave; some townships or villages may have days and times of their own."""

    leaves: Literal["timetable", "threshold"] = param(
        "timetable", "-",
        (
            "timetable：按时刻表发车；threshold：攒够件数或等够时间即发车（schedule.threshold），不按 depart",
            "timetable, or threshold: as soon as enough is ready, or something for long enough (schedule.threshold), "
            "whatever depart says",
        ),
        source="J", moves="~at_village_mean_h",
    )
    groups: dict[str, ScheduleGroup] = {}


class CarrierSchedule(RoundSchedule):
    """When those who keep points go to the township for its parcels."""

    market_days: bool = param(
        False, "-",
        (
            "只在乡镇集日去取，不按 days_per_week",
            "goes on the township's market days alone, whatever days_per_week",
        ),
        source="J", moves="~at_village_mean_h@village_carrier",
    )


class ThresholdSchedule(Section):
    """When a line leaves by a threshold: as soon as a vehicle is in, in its hours, and one of the two holds."""

    parcels: int = param(
        40, "parcels", ("攒够这么多件即发车", "leaves as soon as so many parcels are ready"), source="J", low=20,
        high=100, ge=1, le=100_000, moves="-km_day",
    )
    wait_h: float = param(
        4.0, "h", ("最早到的一件等了这么久即发车", "leaves as soon as one of them has waited so long"), source="J",
        low=1, high=24, ge=0, le=240, moves="+at_village_mean_h",
    )
    start: ClockTime = param(
        "08:00", "time", ("每天最早发车时间", "earliest departure of a day"), source="J", moves="~at_village_mean_h"
    )
    end: ClockTime = param(
        "17:00", "time", ("每天在此以前发车", "departures of a day are before it"), source="J",
        moves="~at_village_mean_h",
    )
    most_a_day: int = param(
        2, "departures", ("一条线路一天最多的发车次数", "departures of a line on a day, at most"), source="J", low=1,
        high=4, ge=1, le=24, moves="~at_village_mean_h",
    )


class Schedule(Section):
    """When own lines leave."""

    trunk: LegSchedule = LegSchedule(depart=("08:30", "15:30"))
    village: RoundSchedule = RoundSchedule(depart=("10:45", "14:00"), visits_per_day=1)
    direct: RoundSchedule = RoundSchedule(depart=("08:30", "13:30"), visits_per_day=1)
    relay: RoundSchedule = RoundSchedule(depart=("11:30", "16:00"))
    carrier: CarrierSchedule = CarrierSchedule(days_per_week=3, depart=("14:00",))
    brand_trunk: LegSchedule = LegSchedule(depart=("08:30", "15:30"))
    urban: RoundSchedule = RoundSchedule(depart=("08:30", "14:30", "16:00"))
    threshold: ThresholdSchedule = ThresholdSchedule()
