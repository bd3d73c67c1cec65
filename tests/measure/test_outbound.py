"""What is measured of what goes out: on a few parcels worked out by hand, and what adds up on a county."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import HOUR
from sim.demand.offers import Direction
from sim.demand.source import parcels_of
from sim.flow.draws import draw
from sim.flow.model import simulate
from sim.measure.accounts import write_ledger
from sim.measure.case import Case, per
from sim.measure.outbound import line_yuan, outbound_kpis, per_row, warm_ms
from sim.measure.registry import OUTBOUND
from sim.measure.users import users_of
from sim.service.prepared import Prepared, Scenario
from tests.measure import small
from tests.replicate import replicate
from tests.service import small_county

HORIZON = {"horizon__warmup_days": 1, "horizon__measured_days": 7, "horizon__drain_days": 4}


def measured(mode: str, **given: object) -> dict[str, float]:
    p = small_county.parameters(**HORIZON, **{f"demand__outbound__{key}": value for key, value in given.items()})
    plan = small_county.build(mode, p)
    prepared = Prepared(small_county.county(), p, small_county.demand(p), {}, (Scenario(mode, plan, ()),), 1)
    return next(iter(replicate(prepared, 0).measures.values())).county


def accounted(share: float) -> Case:
    p = small_county.parameters(**HORIZON, demand__outbound__share=share)
    county, plan = small_county.county(), small_county.build("courier_courier", p)
    draws = draw(plan, *parcels_of(county, p, 1, 0), p, 1, 0)
    return Case(plan, draws, simulate(plan, draws), county, p)


def test_where_nothing_goes_out_nothing_is_measured() -> None:
    case = small.measured()
    found = outbound_kpis(case, write_ledger(case), {"county": (np.zeros(case.villages, np.int64), 1)})["county"]
    assert sorted(found) == sorted(OUTBOUND)
    assert all(np.isnan(value).all() for value in found.values())


@pytest.mark.parametrize("mode", ["courier_courier", "township_pickup"])
def test_both_directions_bear_what_is_spent(mode: str) -> None:
    """What both are charged with is what was used up: of a shared cost nothing is lost and nothing counted twice."""
    for sharing in ("parcels", "marginal"):
        found = measured(mode, share=0.3, sharing=sharing)
        alone = measured(mode)
        assert found["out_cost_parcel.all"] > 0
        assert found["out_in_cost_parcel.all"] < found["cost_system_parcel.all"]
        if sharing == "parcels":
            assert found["out_in_cost_parcel.all"] < alone["cost_system_parcel.all"], "the way back bears a part"


def test_who_accepts_is_charged_to_the_villages_whose_parcels_they_take() -> None:
    """A village from which twice as much comes bears twice the acceptance at a point for both, and nothing for other points."""
    case = accounted(share=0.3)
    users, plan = users_of(case), case.plan
    ways = {(b, v): plan.ways[i] for (b, v), i in np.ndenumerate(plan.way[Direction.OUTBOUND]) if i >= 0}
    inbound = {hop.handling for i in np.unique(plan.inbound).tolist() if i >= 0 for hop in plan.ways[i].hops}
    accepting = {way.hops[0].handling for way in ways.values()} - inbound
    assert accepting
    for handling in accepting:
        rows = users.handling == handling
        theirs = sorted({v + (0 if case.pool[b] else case.villages) for (b, v), way in ways.items() if way.hops[0].handling == handling})
        assert sorted(set(users.cell[rows].tolist())) == theirs
    rows = np.isin(users.handling, list(accepting))
    by_cell = np.bincount(users.cell[rows], users.arrived[rows], 2 * case.villages)
    assert by_cell.tolist() == case.cells(case.accepted).tolist()


def test_marginal_cost_is_acceptance_and_boarding() -> None:
    """3.5 minutes of a keeper, 6 s of a driver at two stops at the most: far under a yuan; twice the time is twice the cost."""
    found, slow = (measured("courier_courier", share=0.3, sharing="marginal", accept_min=m, boarding_s=0.0) for m in (3.0, 6.0))
    assert found["out_cost_parcel.all"] < 1.5
    assert slow["out_cost_parcel.all"] == pytest.approx(2 * found["out_cost_parcel.all"], rel=0.1)


def test_times_and_shares_are_what_they_say() -> None:
    found = measured("courier_courier", share=0.3)
    assert 0 <= found["out_within_24h.all"] <= 1
    assert found["out_county_mean_h.all"] > 1
    assert found["out_inside_share.all"] < 0.2
    assert 8 <= found["out_cutoff_h.all"] <= 18
    assert np.isnan(found["out_fresh_in_time.all"]), "nothing fresh goes out in March"


def test_who_comes_first_lies_cold_until_he_leaves() -> None:
    """One place. A comes at 0 and leaves at 5, B from 1 to 7 is warm until 5, C from 2 to 4 is warm all the time, D from 6 to 9 until 7."""
    came, gone = (np.array(x) * HOUR for x in ([0, 1, 2, 6], [5, 7, 4, 9]))
    assert (warm_ms(came, gone, 1) / HOUR).tolist() == [0, 4, 2, 1]
    assert (warm_ms(came, gone, 0) / HOUR).tolist() == [5, 6, 2, 3]
    assert warm_ms(came, gone, 3).sum() == 0
    assert warm_ms(came[:0], gone[:0], 1).tolist() == []


def test_a_line_costs_what_the_ledger_has_of_it() -> None:
    case = small.measured()
    lines = write_ledger(case).lines
    own = ~np.array([line.hosted for line in case.plan.lines])
    assert line_yuan(case, lines)[own] == pytest.approx((lines.energy + lines.vehicle + lines.driver)[own])


def test_nobody_is_charged_where_nobody_rode() -> None:
    assert per_row(np.array([6.0, 5.0]), np.array([3.0, 0.0])).tolist() == [[2.0], [0.0]]
    assert np.isnan(per(np.array([1.0]), np.array([0.0]))).all()
    assert isinstance(small.measured(), Case)
