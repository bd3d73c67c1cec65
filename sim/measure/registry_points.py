"""KPIs of points and of the way there: what goes wrong, what is lost, and what lies in lockers."""

from __future__ import annotations

from sim.measure.kpi import ENTERED, LEFT_OUT, POOLED, Kpi

CAME = "parcels that reached their point on measured days"


def incidents() -> list[Kpi]:
    """What goes wrong, per 10,000 parcels, and the time by the record, which false signatures shorten."""
    per = "10,000 x those / all"
    rows = (
        ("missing_scan_10k", "每万件漏扫", "missing scans per 10,000", "1/10000",
         f"parcels not scanned as they came to their point; {per}", "D0-65 J"),
        ("false_sign_10k", "每万件虚假签收", "false sign-offs per 10,000", "1/10000",
         f"parcels signed for before they were at their point; {per}", "D2-63 J"),
        ("second_charge_10k", "每万件二次收费", "second charges per 10,000", "1/10000",
         f"parcels for which the keeper charged once more; {per}", "D2-63 J"),
        ("signed_mean_h", "平均签收时间（系统记录）", "mean time until signed for", "h",
         "mean hours from entering the hub to the signature: at the point, or points.false_sign_h before where it is "
         "false", "D2-63 J"),
    )  # fmt: skip
    return [Kpi(k, zh, en, u, "low", CAME, LEFT_OUT, POOLED, f, s, local=True) for k, zh, en, u, f, s in rows]


def losses() -> list[Kpi]:
    """How much is lost on the way."""
    formula = "parcels found missing on measured days as they should have come off a run; 10,000 x those / all"
    rows = (
        ("lost_10k", "每万件丢失", "lost per 10,000", "parcels that entered the hub on measured days"),
        ("out_lost_10k", "每万件上行丢失", "outbound lost per 10,000", "outbound parcels accepted on measured days"),
    )
    rest = ("what is under way at the end counts as not lost", POOLED, formula, "D0-65 J")
    return [Kpi(key, zh, en, "1/10000", "low", cohort, *rest, local=True) for key, zh, en, cohort in rows]


def line_haul() -> list[Kpi]:
    """Who found no room in line-haul into the county."""
    cohort = f"{ENTERED}; those of a forward warehouse are left out"
    rest = ("what has not come by the end of the horizon counts as late until then", POOLED)
    rows = (
        ("line_haul_late_share", "干线装不下顺延到县占比", "no room in its line-haul", "share",
         "parcels for which their own truck had no room (demand.truck), so a later one of their brand was to bring "
         "them / all"),
        ("line_haul_wait_mean_h", "等候后续干线时间均值", "wait for later line-haul, mean", "h",
         "mean hours, over all parcels, from the arrival of their own truck to that of the one that brought them; "
         "before the hub, so part of the whole chain only"),
    )
    return [Kpi(k, zh, en, u, "low", cohort, *rest, f, "J", local=True) for k, zh, en, u, f in rows]


def lockers() -> list[Kpi]:
    """How much lies in lockers."""
    formula = "parcels that lay in a compartment of a locker at their point / all"
    rest = (CAME, LEFT_OUT, POOLED, formula, "J")
    return [Kpi("locker_share", "入柜率", "in lockers", "share", "high", *rest, local=True)]
