"""Over which range a parameter is varied."""

from __future__ import annotations

import pytest

from sim.parameters import Parameters, Quantity, registry
from sim.parameters.factor import GIVEN, REGISTRY, SCALED, Factor
from sim.parameters.ranges import given_factor, usual_factor, varied

P = Parameters()
KNOWN = {q.key: q for q in registry(P)}


def with_base(key: str, value: float) -> Quantity:
    return next(q for q in registry(P.model_copy(update={"demand": P.demand.model_copy(update={key.split(".")[1]: value})})) if q.key == key)


def ranged(q: Quantity) -> tuple[Factor, float, float]:
    assert q.low is not None
    assert q.high is not None
    return usual_factor(P, q, {}), float(q.low), float(q.high)


def test_a_range_is_the_registrys_and_moves_with_the_value() -> None:
    key = "demand.parcels_per_resident_day"
    usual, low, high = ranged(KNOWN[key])
    assert (usual.low, usual.high, usual.origin, usual.base) == (low, high, REGISTRY, KNOWN[key].base)
    moved, _, _ = ranged(with_base(key, 2 * usual.base))  # type: ignore[operator]
    assert (moved.low, moved.high, moved.origin) == (pytest.approx(2 * low), pytest.approx(2 * high), SCALED)


def test_a_run_and_what_a_plan_decides_are_not_varied_by_themselves() -> None:
    free = {key for key, q in KNOWN.items() if varied(q, {})}
    assert "demand.parcels_per_resident_day" in free
    assert not any(key.startswith("horizon.") or KNOWN[key].unit in ("workers", "vehicles") for key in free)
    assert "roads.circuity" not in free
    assert varied(KNOWN["roads.circuity"], {"roads.circuity": 1.4})


def test_a_given_range_is_of_whole_numbers_where_the_key_is() -> None:
    days = given_factor(P, "horizon.measured_days", (7, 28), KNOWN["horizon.measured_days"], 28, {})
    assert (days.whole, days.base, days.origin) == (True, 28.0, GIVEN)
    assert not given_factor(P, "county.circuity", (1.2, 1.6), None, 1.4, {}).whole
    assert given_factor(P, "county.circuity", (1.2, 1.6), None, None, {"county.circuity": 1.3}).base == 1.3


def test_what_a_config_leaves_out_is_not_varied_by_itself() -> None:
    assert not varied(KNOWN["demand.outbound.share"], {})
    sending = registry(Parameters.model_validate({"demand": {"outbound": {"share": 0.1}}}))
    assert varied(next(q for q in sending if q.key == "demand.outbound.share"), {})
    assert varied(KNOWN["points.return_after_days"], {})
