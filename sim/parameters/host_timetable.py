"""Timetables of some of a host's lines, where they are not those of all."""

from __future__ import annotations

from collections.abc import Collection

from sim.parameters.dates import Dates, Weekdays
from sim.parameters.once import Names
from sim.parameters.quantity import Section, param
from sim.parameters.times import ClockTimes


class HostTimetable(Section):
    """Lines of a host that leave otherwise than its others; what is empty is as the others have it."""

    townships: Names = param(
        (), "-", ("到这些乡镇的线路：编码或名称", "lines to these townships, by code or name"), source="J",
        moves="~at_village_mean_h",
    )
    lines: Names = param(
        (), "-", ("线路：时刻表（timetable）中的名称或编号", "lines, by name or key in the table timetable"),
        source="J", moves="~at_village_mean_h",
    )
    weekdays: Weekdays = param(
        (), "weekdays",
        ("开行的星期（1 为星期一）；留空：同该承运方", "weekdays of service, 1 for Monday; empty: as the host"),
        source="J", moves="~at_village_mean_h",
    )
    depart: ClockTimes | None = param(
        None, "time", ("发车时间；留空：同该承运方", "departures of a service day; empty: as the host"), source="J",
        moves="~at_village_mean_h",
    )
    cancelled_dates: Dates = param(
        (), "date", ("停开的日期", "dates on which their runs are called off"), source="J", moves="~at_village_mean_h"
    )

    def speaks_of(self, line: Collection[str], township: Collection[str]) -> bool:
        """Whether it is of a line.

        Args:
            line: its key and name. township: code and name of the one that it goes to.
        """
        return not set(line).isdisjoint(self.lines) or not set(township).isdisjoint(self.townships)
