"""What befalls runs: keyed by line, day and departure, with the shares and means that parameters say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.demand.offers import NO_OFFERS
from sim.flow.draws import PPM, Draws, draw
from sim.parameters import Parameters
from sim.plan.actor import KEEPER, Actor
from sim.plan.departure import Timetabled
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small

DAYS = 200


def host_plan(key: str = Actor.host("bus")) -> ServicePlan:
    runs = [(24 * d + h, line) for d in range(DAYS) for h, line in ((9, 0), (12, 1), (15, 1))]
    bus: dict[str, Any] = {"operator": key, "depot": -1, "capacity_parcels": 100, "capacity_grams": 1000, "capacity_ml": 10_000}
    return small.plan(days=DAYS, runs=runs, round_=bus)


def drawn(plan: ServicePlan, parameters: Parameters, replication: int = 0) -> Draws:
    load = small.parcels([])
    return draw(plan, load, plans.draws(plan, load).market, NO_OFFERS, parameters, seed=7, replication=replication)


def changed(**sections: dict[str, Any]) -> Parameters:
    return Parameters.model_validate(_merge(Parameters().model_dump(), sections))


def _merge(tree: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    return tree | {k: _merge(tree[k], v) if isinstance(v, dict) and isinstance(tree.get(k), dict) else v for k, v in change.items()}


def test_travel_factor_has_mean_one() -> None:
    travel = drawn(host_plan(), changed(disruption={"travel_cv": 0.2})).travel_ppm / PPM
    half = 4 * 0.2 / np.sqrt(len(travel))
    assert abs(travel.mean() - 1) < half
    assert abs(travel.std() - 0.2) < 0.03
    assert (drawn(host_plan(), changed(disruption={"travel_cv": 0.0})).travel_ppm == PPM).all()


def test_hosts_cancel_theirs_not_ours() -> None:
    plan = host_plan()
    cancelled = drawn(plan, changed(host={"bus": {"cancel_share": 0.3}})).cancelled
    assert not cancelled[plan.timetable.line == 0].any()
    assert abs(cancelled[plan.timetable.line == 1].mean() - 0.3) < 4 * np.sqrt(0.21 / (2 * DAYS))


def test_a_keeper_who_fetches_is_away_for_a_day() -> None:
    plan = host_plan()
    ours = plan.lines[1]
    own = Timetabled(depot=0, max_delay=0)
    plan = replace(plan, lines=(plan.lines[0], replace(ours, operator=KEEPER, departure=own)))
    cancelled = drawn(plan, changed(disruption={"carrier_absent_share": 0.3})).cancelled
    by_day = cancelled[plan.timetable.line == 1].reshape(DAYS, 2)
    assert not cancelled[plan.timetable.line == 0].any()
    assert (by_day[:, 0] == by_day[:, 1]).all()
    assert abs(by_day[:, 0].mean() - 0.3) < 4 * np.sqrt(0.21 / DAYS)


def test_hosts_own_load() -> None:
    """Its mean, its spread, and more on market days (every fifth, township 0), in all three measures."""
    plan = host_plan()
    d = drawn(plan, changed(host={"bus": {"load_share": 0.4, "load_sd": 0.2, "market_load": 1.5}}))
    ours, day = plan.timetable.line == 0, plan.timetable.day
    assert (d.host_parcels[ours] == 0).all()
    market = ~ours & (day % 5 == 0)
    for load, capacity in ((d.host_parcels, 100), (d.host_grams, 1000), (d.host_ml, 10_000)):
        share = load / capacity
        assert abs(share[~ours & ~market].mean() - 0.4) < 4 * 0.08 / np.sqrt((~ours & ~market).sum())
        assert abs(share[market].mean() - 0.6) < 4 * 0.12 / np.sqrt(market.sum())
    fixed = drawn(plan, changed(host={"bus": {"load_share": 0.9, "load_sd": 0.0, "market_load": 2.0}}))
    assert set(fixed.host_parcels[~ours].tolist()) == {90, 100}


def test_hosts_own_load_by_month() -> None:
    """Half as much again in April, on the same runs with the same luck; as much as it was in all other months."""
    plan = host_plan()
    usual, april = [1.0] * 12, [1.0] * 3 + [1.5] + [1.0] * 8
    host = {"load_share": 0.4, "load_sd": 0.0, "market_load": 1.0}
    flat, d = (drawn(plan, changed(host={"bus": {**host, "load_by_month": of}})).host_parcels for of in (usual, april))
    hosted = plan.timetable.line > 0
    in_april = hosted & (plan.timetable.day >= 30) & (plan.timetable.day < 60)  # day 0 is 2 March
    assert set(d[in_april].tolist()) == {60}
    assert np.array_equal(d[~in_april], flat[~in_april])


def test_luck_belongs_to_the_line_and_the_day() -> None:
    """A line has the same luck whatever else runs; another replication has other luck."""
    plan, parameters = host_plan(), Parameters()
    keep = plan.timetable.line == 1
    table = replace(plan.timetable, **{n: getattr(plan.timetable, n)[keep] for n in ("line", "day", "number", "scheduled")})
    whole, part = drawn(plan, parameters), drawn(replace(plan, timetable=table), parameters)
    for name in ("travel_ppm", "cancelled", "host_parcels"):
        assert np.array_equal(getattr(whole, name)[keep], getattr(part, name))
    assert not np.array_equal(whole.travel_ppm, drawn(plan, parameters, replication=1).travel_ppm)


@pytest.mark.parametrize("runs", [[], [(9.0, 0)]])
def test_few_runs(runs: list[tuple[float, int]]) -> None:
    assert len(drawn(small.plan(days=1, runs=runs), Parameters()).travel_ppm) == len(runs)
