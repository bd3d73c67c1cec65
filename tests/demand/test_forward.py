"""Parcels of a forward warehouse enter as they are ordered; all others are as before."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.demand.draw import draw_parcels
from sim.demand.expected import waves
from sim.demand.forward import order_arrivals
from sim.demand.parcels import FORWARD, Parcels
from sim.parameters import Parameters
from sim.parameters.together import together
from tests.service.small_county import county, parameters


def drawn(share: float) -> Parcels:
    return draw_parcels(county(), parameters(demand__forward_share=share, horizon__measured_days=7), 1, 0)[0]


def keys(p: Parcels, rows: np.ndarray) -> set[tuple[int, ...]]:
    """What stays the same of parcels, by time only where they come by truck."""
    return set(zip(*(column[rows].tolist() for column in (p.entered_hub, p.village, p.brand, p.wave, p.grams, p.household)), strict=True))


def test_a_share_enters_as_it_is_ordered_and_the_rest_as_before() -> None:
    plain, some = drawn(0.0), drawn(0.3)
    assert len(some) == len(plain)
    assert sorted(some.grams) == sorted(plain.grams)
    here = some.wave == FORWARD
    assert 0.25 < here.mean() < 0.35
    assert (np.diff(some.entered_hub) >= 0).all()
    time = (some.entered_hub[here] - some.day[here].astype(np.int64) * DAY) / HOUR
    assert 8 <= time.min() < 9
    assert 21 < time.max() < 22
    assert keys(some, ~here) <= keys(plain, plain.wave >= 0)
    assert (drawn(1.0).wave == FORWARD).all()


def test_orders_are_expected_by_the_hour() -> None:
    demand = parameters(demand__forward_share=0.2).demand
    orders = order_arrivals(demand)
    assert len(orders) == 14
    assert sum(it.share for it in orders) == pytest.approx(0.2)
    assert (orders[0].time, orders[-1].time) == (8.5 * HOUR, 21.5 * HOUR)
    assert sum(it.share for it in waves(demand, np.ones((1, 1)), np.ones(7))) == pytest.approx(1)
    assert order_arrivals(Parameters().demand) == ()


def test_orders_end_after_they_begin() -> None:
    p = parameters(demand__orders_from="10:00", demand__orders_to="10:00")
    assert {(fault.code, str(fault.where)) for fault in together(p)} == {("config.orders", "demand.orders_to")}
