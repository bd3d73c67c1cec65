"""Weekdays and occasions of the horizon."""

from __future__ import annotations

import datetime as dt

import pytest

from sim.demand.calendar import calendar_of, day_factors, weekday_factors
from sim.parameters.demand import Demand, Horizon
from sim.parameters.occasions import Occasion
from sim.problems import InputError


def test_factors_have_a_mean_of_one() -> None:
    factors = weekday_factors(Demand(weekday=(2, 2, 2, 2, 2, 2, 0)))
    assert factors.mean() == pytest.approx(1)
    assert factors[0] / factors[1] == 1
    assert factors[6] == 0


@pytest.mark.parametrize("factors", [(0,) * 7, (-1, 1, 1, 1, 1, 1, 1)])
def test_factors_without_weight_are_refused(factors: tuple[float, ...]) -> None:
    with pytest.raises(InputError):
        weekday_factors(Demand.model_validate({"weekday": factors}))


def test_days_follow_the_weekday_on_which_the_horizon_begins() -> None:
    demand = Demand(weekday=(7, 0, 0, 0, 0, 0, 0))
    days = day_factors(demand, Horizon(start_date=dt.date(2026, 3, 7), warmup_days=0, measured_days=14, drain_days=0))
    assert [i for i, f in enumerate(days) if f] == [2, 9]
    assert len(days) == 14


def _factors(start: str, calendar: tuple[str, ...], **occasions: Occasion) -> list[float]:
    demand = Demand(calendar=calendar, occasions={**Demand().occasions, **occasions})
    horizon = Horizon(start_date=dt.date.fromisoformat(start), warmup_days=0, measured_days=14, drain_days=0)
    return [round(f, 3) for f in calendar_of(demand, horizon).factor.tolist()]


def test_double_eleven_has_a_mean_and_a_peak() -> None:
    factors = _factors("2026-11-01", ("double11",))
    assert sum(factors[:11]) / 11 == pytest.approx(1.4, abs=1e-3)
    assert factors[10:] == [1.87, 1, 1, 1]
    assert _factors("2026-11-09", ("double11",))[:4] == [1.353, 1.353, 1.87, 1]


def test_migrants_come_home_while_few_parcels_come() -> None:
    assert _factors("2027-02-01", ("migrants_home", "spring_festival")) == [1.3, 1.3, *[0.39] * 10, 1, 1]


def test_a_peak_after_the_turn_of_the_year_and_one_that_is_the_whole_occasion() -> None:
    turn = Occasion(first="12-30", last="01-02", factor=1.0, peak_day="01-01", peak=2.5)
    assert _factors("2026-12-29", ("turn",), turn=turn)[:6] == [1, 0.5, 0.5, 2.5, 0.5, 1]
    day = Occasion(first="12-12", last="12-12", peak_day="12-12", peak=2.0)
    assert _factors("2026-12-11", ("day",), day=day)[:3] == [1, 2, 1]


def test_no_occasion_leaves_days_as_they_are() -> None:
    assert _factors("2026-11-01", ()) == [1.0] * 14
