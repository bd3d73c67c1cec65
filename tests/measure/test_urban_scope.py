"""The communities of the county town in the measures: a scope of their own, and what villages have of them."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from sim.county.county import County
from sim.demand.expected import expected
from sim.demand.source import parcels_of
from sim.flow.draws import Draws, draw
from sim.flow.laws import check_laws
from sim.flow.model import simulate
from sim.measure.kpi import ALL, POOL, URBAN
from sim.measure.measure import Measures, measure
from sim.measure.recipe import parcels, parts
from sim.measure.registry import INCIDENTS, KPIS, LINE_HAUL, LOSSES, OUTBOUND
from sim.parameters import Parameters
from sim.plan.leg import Leg
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.build import build_plan
from tests.oracles.compare import differences
from tests.oracles.reference import reference
from tests.service import small_county

PEOPLE = (1200, 1500)
SHORT = {"horizon__warmup_days": 1, "horizon__measured_days": 7, "horizon__drain_days": 2, "fleet__route_iterations": 20}


def drawn(people: tuple[int, ...], **over: object) -> tuple[County, Parameters, ServicePlan, Draws]:
    county, p = small_county.with_town(*people) if people else small_county.county(), small_county.parameters(**SHORT, **over)
    plan = build_plan(county, p, small_county.modes(), Assignment(mode="courier_courier", pools={"joint": small_county.POOL}), expected(county, p))
    return county, p, plan, draw(plan, *parcels_of(county, p, 5, 0), p, 5, 0)


@cache
def case(people: tuple[int, ...], share: float = 0.0) -> tuple[Measures, Draws]:
    """The small county in joint delivery with communities of so many residents, and what the engine makes of it."""
    county, p, plan, draws = drawn(people, demand__outbound__share=share)
    outcome = simulate(plan, draws)
    check_laws(plan, draws, outcome)
    return measure(plan, draws, outcome, county, p), draws


def test_the_town_has_figures_of_its_own_where_it_is_served_only() -> None:
    keys = [k.key + URBAN for k in KPIS.values() if URBAN in k.scopes and k.key not in (*OUTBOUND, *INCIDENTS, *LOSSES, *LINE_HAUL)]
    served, not_served = case(PEOPLE)[0].county, case(())[0].county
    assert all(np.isnan(not_served[key]) for key in keys)
    assert [key for key in keys if np.isnan(served[key])] == [f"at_township_{what}_h{URBAN}" for what in ("mean", "p50", "p90", "p95")]
    assert served["within_24h" + URBAN] > 0.9


def test_no_reach_counts_a_community() -> None:
    assert not any(URBAN in KPIS[key].scopes for key in KPIS if key.startswith("reach") or key in ("brands_to_village", "delivery_days_week"))
    for scope in (POOL, ALL):
        assert case(PEOPLE)[0].county["brands_to_village" + scope] == case(())[0].county["brands_to_village" + scope]


def test_villages_get_the_same_parcels_with_and_without_the_town() -> None:
    (_, draws), (_, alone) = case(PEOPLE), case(())
    rural = draws.parcels.village < 12
    mine, theirs = ({(v, b, t, g) for v, b, t, g in zip(p.village[m], p.brand[m], p.entered_hub[m], p.grams[m], strict=True)} for p, m in ((draws.parcels, rural), (alone.parcels, ...)))
    assert mine == theirs
    assert rural.sum() == len(alone.parcels.village)
    assert case(PEOPLE)[0].cohort[ALL] == case(())[0].cohort[ALL]


@pytest.mark.parametrize("scope", [POOL, ALL, URBAN])
def test_the_parts_of_a_cost_are_all_of_it_in_each_scope(scope: str) -> None:
    found = case(PEOPLE)[0]
    assert sum(parts(found, scope).values()) == pytest.approx(found.county["cost_system_parcel" + scope])
    assert parcels(found, scope) > 0


def test_villages_and_town_share_all_costs_and_all_vehicles() -> None:
    found = case(PEOPLE)[0]
    cents = sum(found.county["cost_system_parcel" + s] * parcels(found, s) for s in (ALL, URBAN))
    assert cents == pytest.approx(found.ledger.cents[[found.ledger.accounts[a].kind == "resource" for a in found.ledger.account]].sum() / 100)
    assert found.county["vehicles" + ALL] + found.county["vehicles" + URBAN] == pytest.approx(sum(found.fleet["vehicles_kept"]))
    assert found.townships["cost_system_parcel"].shape == (3,)


def test_the_crew_at_the_hub_costs_a_village_parcel_less_where_the_town_shares_it() -> None:
    with_town, alone = case(PEOPLE)[0], case(())[0]
    assert parts(with_town)["crews"] < parts(alone)["crews"]


@pytest.mark.parametrize("vehicles", ["own", "shared"])
def test_the_engine_equals_the_slow_reference_with_the_town_both_ways(vehicles: str) -> None:
    _, _, plan, draws = drawn(PEOPLE, demand__outbound__share=0.2, demand__scale=0.15, towns__vehicles=vehicles)
    assert {line.leg for line in plan.lines if line.picks_up} >= {Leg.URBAN}
    assert differences(simulate(plan, draws), reference(plan, draws)) == []


def test_what_the_town_offers_goes_out_too() -> None:
    found = case(PEOPLE, 0.2)[0].county
    assert min(found["out_parcels_day" + URBAN], found["out_parcels_day" + ALL]) > 0
    assert found["out_within_24h" + URBAN] > 0
