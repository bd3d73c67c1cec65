"""Words of the table of what went wrong."""

from __future__ import annotations

DISRUPTIONS = {
    "cause": ("原因", "cause"),
    "date": ("日期", "date"),
    "runs_off": ("未开车次", "runs not run"),
    "stops_left_out": ("绕过停靠站次", "stops left out"),
    "away": ("缺勤人次或停驶车次日", "people or vehicles not there"),
    "delay_h": ("延误（件·小时）", "extra hours (parcels x h)"),
    "cause.road": ("道路封闭", "road closed"),
    "cause.host_off": ("承运方停班", "called off by the host"),
    "cause.keeper": ("站点或取件人员缺岗", "keeper away"),
    "cause.vehicle": ("无车可用或停驶", "no vehicle in time, or out of order"),
    "cause.crew": ("班组缺勤", "people of crews away"),
}
