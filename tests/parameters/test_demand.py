"""Horizon, brands and waves: defaults that sum up, bounds that hold."""

from __future__ import annotations

import datetime as dt

import pytest
from pydantic import ValidationError

from sim.parameters import Parameters
from sim.parameters.demand import BRAND_RANGES, Brand, Demand, Horizon, Wave, brands
from sim.parameters.quantity import registry


def test_a_brands_share_is_varied_in_proportion_to_it() -> None:
    shares = [q for q in registry(Parameters()) if q.key.startswith("demand.brands.") and q.key.endswith(".share")]
    assert len(shares) == len(brands()) == len(BRAND_RANGES)
    for q in shares:
        assert (q.low, q.high) == pytest.approx((0.5 * q.base, 1.5 * q.base)), q.key


def test_days_are_those_of_all_three_parts() -> None:
    assert Horizon(warmup_days=3, measured_days=7, drain_days=2).days == 12
    assert Horizon(warmup_days=0, measured_days=7, drain_days=0).days == 7


def test_dates_are_those_of_the_days() -> None:
    horizon = Horizon(start_date=dt.date(2026, 12, 31), warmup_days=0, measured_days=7, drain_days=0)
    assert (len(horizon.dates), horizon.dates[0], horizon.last_date) == (7, horizon.start_date, dt.date(2027, 1, 6))
    assert Horizon(start_date=dt.date(2200, 12, 30)).last_date == dt.date(2201, 2, 9)


def test_shares_of_brands_and_waves_are_of_one_whole() -> None:
    assert sum(b.share for b in brands().values()) == pytest.approx(1)
    assert sum(w.share for w in Demand().waves) == pytest.approx(1)
    assert sum(Demand().weekday) / 7 == pytest.approx(1)


def test_no_two_brands_go_by_one_name() -> None:
    names = [name for b in brands().values() for name in {b.name_zh, b.name_en, *b.aliases}]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("section", "given"),
    [
        (Horizon, {"measured_days": 6}), (Horizon, {"warmup_days": -1}), (Horizon, {"start_date": "2026-02-30"}), (Horizon, {"start_date": "9999-12-31"}), (Brand, {"share": 1.1}), (Wave, {"time": 840}), (Wave, {"share": -0.1}),
        (Demand, {"scale": 0}), (Demand, {"weekday": [1, 1, 1, 1, 1, 1]}),
    ],
)  # fmt: skip
def test_what_no_county_has_is_refused(section: type[Horizon], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        section.model_validate(given)
