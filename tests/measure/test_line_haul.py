"""Parcels for which their own truck of line-haul had no room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.clock import HOUR
from sim.demand.parcels import FORWARD
from sim.measure.case import Case
from sim.measure.line_haul import line_haul_kpis
from sim.measure.measure import measure
from sim.parameters import Parameters
from tests.measure import small


def held(p: Parameters) -> Case:
    """The small case, in which every fourth parcel came six hours late, and every tenth is from a forward warehouse, in time."""
    case = small.measured()
    number = np.arange(len(case.cell))
    wave = np.where(number % 10 == 1, FORWARD, case.draws.parcels.wave).astype(np.int8)
    parcels = replace(case.draws.parcels, held=np.where(number % 4 == 0, 6 * HOUR, 0), wave=wave)
    return Case(case.plan, replace(case.draws, parcels=parcels), case.outcome, case.county, p)


def limited() -> Parameters:
    p = small.measured().parameters
    return p.model_copy(update={"demand": p.demand.model_copy(update={"truck": p.demand.truck.model_copy(update={"parcels": 9})})})


def test_nothing_is_said_where_trucks_take_all() -> None:
    case = held(small.measured().parameters)
    assert all(np.isnan(line_haul_kpis(case, False, np.zeros(case.villages, np.int64), 1)[key]) for key in ("line_haul_late_share", "line_haul_wait_mean_h"))


def test_share_and_hours_are_of_those_who_come_by_truck() -> None:
    case = held(limited())
    mine = case.in_cohort & (case.draws.parcels.wave != FORWARD)
    late = case.draws.parcels.held[mine] > 0
    found = line_haul_kpis(case, False, np.zeros(case.villages, np.int64), 1)
    assert float(found["line_haul_late_share"][0]) == pytest.approx(late.mean())
    assert float(found["line_haul_wait_mean_h"][0]) == pytest.approx(6 * late.mean())


def test_the_whole_chain_has_the_wait_and_the_way_from_the_hub_has_not() -> None:
    late, plain = held(limited()), held(limited())
    plain = Case(plain.plan, replace(plain.draws, parcels=replace(plain.draws.parcels, held=np.zeros(len(plain.cell), np.int64))), plain.outcome, plain.county, plain.parameters)
    found = [measure(of.plan, of.draws, of.outcome, of.county, of.parameters).county for of in (late, plain)]
    assert found[0]["in_hand_mean_h.all"] == found[1]["in_hand_mean_h.all"]
    gone = late.in_cohort & (late.outcome.milestones.in_hand < late.plan.horizon)
    assert found[0]["whole_chain_mean_h.all"] - found[1]["whole_chain_mean_h.all"] == pytest.approx((late.draws.parcels.held[gone] / HOUR).mean())
