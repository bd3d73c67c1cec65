"""What a resource is asked for against what it can do, and the state that makes."""

from __future__ import annotations

import math

import pytest

from sim.service.load.load import PILED, SEVERITY, TIGHT, passing, ratio, state


@pytest.mark.parametrize(("offered", "capacity", "load"), [(3, 4, 0.75), (0, 0, 0.0), (-1, 4, 0.0), (1, 0, math.inf), (1, -1, math.inf)])
def test_demand_without_capacity_is_without_bound_and_none_is_none(offered: float, capacity: float, load: float) -> None:
    assert ratio(offered, capacity) == load


@pytest.mark.parametrize(("rho", "limit", "told"), [(TIGHT, 1.0, "ok"), (TIGHT + 0.01, 1.0, "tight"), (1.0, 1.0, "tight"), (1.0 + 1e-12, 1.0, "tight"), (1.001, 1.0, "overloaded"), (1.2, 1.5, "tight"), (math.inf, 1.0, "overloaded")])
def test_the_long_run_bears_its_limit(rho: float, limit: float, told: str) -> None:
    assert state(rho, limit) == told


@pytest.mark.parametrize(("rho", "told"), [(1.0, "ok"), (1.01, "tight"), (PILED, "tight"), (PILED + 0.01, "piled"), (math.inf, "piled")])
def test_one_departure_may_leave_some_to_the_next(rho: float, told: str) -> None:
    assert passing(rho) == told


def test_every_state_has_its_severity() -> None:
    states = {state(x) for x in (0.5, 0.97, 2)} | {passing(x) for x in (0.5, 1.5, 3)}
    assert states < set(SEVERITY)
