"""KPIs of weeks that are not as planned: peaks of the calendar, closed roads, runs called off. Part of ``registry``."""

from __future__ import annotations

from sim.measure.kpi import ALL, DATED, ENTERED, NOTHING_OPEN, POOLED, VILLAGES, Kpi


def backlog() -> list[Kpi]:
    """What a heaviest time of the calendar leaves behind."""
    dated = "parcels of the scope on every day of the horizon, where the calendar (demand.calendar) has a time above normal"
    rows = (
        ("backlog_days", "高峰后积压消化天数", "days until the backlog is gone", "days", "a backlog that stays until the horizon's end counts as infinite",
         "days from the last day of the heaviest time of the calendar to the first at whose end no more parcels wait for their point than on the same weekday of the normal measured weeks before, and a tenth of a normal day's", "J"),
        ("backlog_most", "最大积压（平日件量的倍数）", "largest backlog, in normal days' parcels", "days", NOTHING_OPEN,
         "most parcels that wait for their point at the end of a day, beyond those of the same weekday of the normal weeks before / parcels of a normal day", "J"),
    )  # fmt: skip
    return [Kpi(k, zh, en, u, "low", dated, c, POOLED, f, s, VILLAGES, clumped=k == "backlog_days") for k, zh, en, u, c, f, s in rows]


def disruptions() -> list[Kpi]:
    """Closed roads, runs called off, and who waits for it."""
    rows = (
        ("roads_closed_days_year", "每乡镇年封路天数", "days of closed roads a year", "days/year", "none", "measured days", "mean over townships",
         "measured days on which a road to or in a township was closed x 365 / measured days", "J S48"),
        ("runs_off_day", "日停开车次", "runs called off a day", "runs/day", "low", DATED, "sum over lines",
         "runs that did not leave, as their roads were closed, their host called them off, or no vehicle was there in time / measured days", "J"),
        ("units_out_day", "日停驶车辆数", "vehicles that stay in, a day", "vehicles", "low", DATED, "sum over depots",
         "vehicles of ours that start no run on a measured day as they are out of order or their driver is away, mean over days", "J"),
        ("people_away_day", "日缺勤人次", "people of crews away, a day", "people", "low", DATED, "sum over crews",
         "people who are not there in a shift that starts on a measured day / measured days", "J"),
        ("points_shut_day", "日停业站点数", "points that are shut, a day", "points", "low", DATED, "sum over points",
         "points in villages that are closed on a measured day as their keeper is away, mean over days", "J"),
        ("held_up_share", "因停开或绕过而延误的件占比", "parcels held up", "share", "low", ENTERED, POOLED,
         "parcels that were ready as a run of their line did not leave, or left without parcels for their stop, and left later / all", "J"),
    )  # fmt: skip
    return [Kpi(k, zh, en, u, better, c, "counted", a, f, s, (ALL,)) for k, zh, en, u, better, c, a, f, s in rows]
