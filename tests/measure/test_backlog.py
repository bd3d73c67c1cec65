"""What waits day by day, and when it is gone, on parcels whose days are made up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from sim.clock import DAY, HOUR, NEVER
from sim.measure.backlog import Backlog
from sim.measure.case import Case
from sim.parameters import Parameters
from sim.parameters.occasions import Occasion
from tests.measure import small

FAIR = Occasion(first="03-12", last="03-13", factor=2.0)


def _case(delays: list[int], calendar: tuple[str, ...] = ("fair",)) -> Case:
    """Two weeks from Monday 2 March, measured from the first day; each day 10 parcels come, 20 on the two of the fair, and those of a day all
    reach their point so many days later (a negative number: never)."""
    case = small.measured()
    day = np.repeat(np.arange(14), [20 if d in (10, 11) else 10 for d in range(14)])
    entered = day * DAY + 6 * HOUR
    late = np.array(delays)[day]
    at_point = np.where(late < 0, NEVER, entered + late * DAY)
    n = len(day)
    parcels = replace(case.draws.parcels, entered_hub=entered, brand=np.zeros(n, np.int16), village=np.zeros(n, np.int32))
    milestones = replace(case.outcome.milestones, at_point=at_point, oversize=np.zeros(n, bool))
    p = Parameters()
    p = p.model_copy(update={
        "horizon": p.horizon.model_copy(update={"start_date": dt.date(2026, 3, 2), "warmup_days": 0, "measured_days": 14, "drain_days": 0}),
        "demand": p.demand.model_copy(update={"calendar": calendar, "occasions": {"fair": FAIR}}),
    })
    return Case(case.plan, replace(case.draws, parcels=parcels), replace(case.outcome, milestones=milestones), case.county, p)


def test_nothing_waits_where_all_come_to_their_point_on_their_day() -> None:
    assert Backlog(_case([0] * 14)).kpis()["backlog_days"] == 0
    assert Backlog(_case([0] * 14)).kpis()["backlog_most"] == 0


def test_days_until_no_more_waits_than_in_a_normal_week() -> None:
    found = Backlog(_case([0] * 10 + [2, 2, 0, 0])).kpis()
    assert (found["backlog_days"], found["backlog_days.all"]) == (2, 2)
    assert found["backlog_most"] == pytest.approx(4.0)


def test_what_always_waits_counts_only_beyond_the_usual() -> None:
    assert Backlog(_case([1] * 14)).kpis()["backlog_days"] == 1
    assert Backlog(_case([1] * 14)).kpis()["backlog_most"] == pytest.approx(1.0)


def test_a_backlog_that_stays_is_endless() -> None:
    assert Backlog(_case([0] * 11 + [-1, 0, 0])).kpis()["backlog_days"] == np.inf


def test_without_a_peak_or_a_normal_day_before_it_nothing_is_told() -> None:
    assert np.isnan(Backlog(_case([0] * 14, ())).kpis()["backlog_days"])
    case = _case([0] * 14)
    early = case.parameters.model_copy(update={"horizon": case.parameters.horizon.model_copy(update={"start_date": dt.date(2026, 3, 12)})})
    assert np.isnan(Backlog(Case(case.plan, case.draws, case.outcome, case.county, early)).kpis()["backlog_most"])


def test_the_table_has_a_row_a_day_where_days_differ() -> None:
    found = Backlog(_case([0] * 10 + [2, 2, 0, 0])).columns()
    assert found["date"][10:12] == ["2026-03-12", "2026-03-13"]
    assert found["factor"].tolist() == [1.0] * 10 + [2, 2, 1, 1]
    assert found["came"].tolist() == [10.0] * 10 + [20, 20, 10, 10]
    assert found["waiting"].tolist() == [0.0] * 10 + [20, 40, 20, 0]
    assert {len(column) for column in Backlog(_case([0] * 14, ())).columns().values()} == {0}


def test_a_normal_weekday_is_the_mean_of_its_days() -> None:
    """Each Monday's parcels wait a day: what waits on Mondays is usual, on Fridays not."""
    delays = [1 if d in (0, 7) else 0 for d in range(14)]
    assert Backlog(_case(delays)).kpis()["backlog_most"] == 0
    assert Backlog(_case([*delays[:11], 1, 0, 0])).kpis()["backlog_most"] == pytest.approx(20 / 10)
