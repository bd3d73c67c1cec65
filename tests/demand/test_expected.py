"""Expected demand of the parameters: every village and brand by its shares, all in all as many as the rates say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pytest

from sim.clock import MINUTE, clock_ms
from sim.county.county import County
from sim.demand.expected import expected, of_parameters, village_means, waves
from sim.parameters import Parameters
from sim.parameters.demand import Demand, Wave

P = Parameters()


def test_a_villages_own_figure_goes_over_its_residents(build: Callable[..., County]) -> None:
    assert village_means(build(villages=3, population=800), P.demand).tolist() == [800 * P.demand.parcels_per_resident_day] * 3
    assert village_means(build(villages=3, parcels=7.0), Demand(scale=2)).tolist() == [14.0] * 3


def test_the_county_gets_what_its_villages_get_by_the_shares_of_the_brands(county: County) -> None:
    found = expected(county, P)
    assert found.total == pytest.approx(village_means(county, P.demand).sum())
    assert found.daily.sum(axis=1) / found.total == pytest.approx([b.share for b in P.demand.brands.values()])
    assert found.weekday.mean() == pytest.approx(1)
    assert (found.brands, found.villages) == (tuple(P.demand.brands), tuple(v.code for v in county.villages))
    assert (found.households >= 1).all()


def test_a_plan_is_sized_for_normal_weeks_unless_the_peak_is_asked_for(county: County) -> None:
    november = P.model_copy(update={"horizon": P.horizon.model_copy(update={"start_date": dt.date(2026, 11, 2)})})
    total = {
        sized: expected(county, november.model_copy(update={"demand": Demand(calendar=("double11",), sized_for=sized)})).total
        for sized in ("normal", "peak")
    }
    assert total["normal"] == expected(county, P).total
    assert total["peak"] == pytest.approx(1.87 * total["normal"])


def test_growth_is_added_by_the_year(county: County) -> None:
    grown = village_means(county, Demand(growth_a_year=0.1, years_ahead=2))
    assert grown == pytest.approx(1.21 * village_means(county, P.demand))


def test_waves_share_a_day_and_none_without_a_share_is_one() -> None:
    arrivals = waves(P.demand, np.ones((1, 1)), np.ones(7))
    assert sum(a.share for a in arrivals) == pytest.approx(1)
    assert [a.time for a in arrivals] == [clock_ms("06:00"), clock_ms("13:00")]
    assert waves(Demand(waves=(Wave(share=0),)), np.ones((1, 1)), np.ones(7)) == ()


def test_what_a_table_does_not_say_is_as_the_parameters_say() -> None:
    found = of_parameters(P, np.ones((2, 3)), np.ones(7), ("a", "b", "c"), np.ones(3, np.int64))
    assert set(found.kg.flat) == {P.demand.weight_mean_kg}
    assert set(found.litres.flat) == {P.demand.volume_mean_l}
    assert found.delay == P.demand.truck_delay_mean_min * MINUTE
    assert found.to_door == P.demand.to_door_share
