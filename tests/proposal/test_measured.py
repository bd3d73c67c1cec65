"""Which days are measured, and of which kind they are."""

from __future__ import annotations

import datetime as dt

from sim.proposal.comparison.comparison_words import scope
from sim.proposal.measured import kind_of, measured
from tests.proposal.made import compared, prepared


def test_the_days_that_are_measured_are_said_to_be_normal_of_an_occasion_or_of_a_harvest() -> None:
    p = prepared().parameters
    horizon = p.horizon.model_copy(update={"start_date": dt.date(2026, 10, 26), "warmup_days": 7, "measured_days": 7})
    normal = p.model_copy(update={"horizon": horizon})
    assert measured(normal, "en") == "Measured: 2026-11-02 to 2026-11-08 (normal days)"
    out = p.demand.outbound.model_copy(update={"harvest": True})
    demand = p.demand.model_copy(update={"calendar": ("double11", "mid_year"), "outbound": out})
    busy = normal.model_copy(update={"demand": demand})
    assert measured(busy, "en").endswith("(Double 11, harvest of apples)")
    assert measured(busy, "zh") == "统计期2026-11-02至2026-11-08（双十一、苹果产季）"
    early = busy.model_copy(update={"horizon": horizon.model_copy(update={"start_date": dt.date(2026, 10, 19)})})
    assert measured(early, "en").endswith("(Double 11 on 1 of 7 days, harvest of apples)")
    assert measured(p, "zh") in scope(compared(), "zh")


def test_a_single_day_is_told_by_its_kind() -> None:
    p = prepared().parameters
    busy = p.model_copy(update={"demand": p.demand.model_copy(update={"calendar": ("double11",)})})
    assert kind_of([dt.date(2026, 11, 2)], busy, "en") == "Double 11"
    assert kind_of([dt.date(2026, 12, 2)], busy, "en") == "a normal day"
