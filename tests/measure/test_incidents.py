"""What goes wrong at points, counted per 10,000 parcels, and what residents pay once more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sim.demand.parcels import INCIDENTS
from sim.measure.accounts import write_ledger
from sim.measure.case import Case
from sim.measure.incidents import charged_yuan, incident, incident_kpis
from sim.plan.actor import RESIDENT
from tests.measure import small


def _case(**points: float) -> Case:
    """The small case where every second parcel has bad luck, at points of every type."""
    case = small.measured()
    luck = np.where(np.arange(len(case.cell)) % 2 == 0, 0.05, 0.95)
    parcels = replace(case.draws.parcels, luck=np.stack([luck] * len(INCIDENTS), axis=1))
    rates = {f"{what}_share": 0.5 for what in INCIDENTS}
    p = case.parameters
    types = {key: kind.model_copy(update=rates) for key, kind in p.points.types.items()}
    own = p.model_copy(update={"points": p.points.model_copy(update={"types": types, **points})})
    return Case(case.plan, replace(case.draws, parcels=parcels), case.outcome, case.county, own)


def _county(case: Case) -> dict[str, float]:
    found = incident_kpis(case, False, np.zeros(case.villages, np.int64), 1)
    return {key: float(value[0]) for key, value in found.items()}


def test_nothing_is_said_where_nothing_was_asked() -> None:
    assert np.isnan(list(_county(small.measured()).values())).all()
    assert not charged_yuan(small.measured()).any()


@pytest.mark.parametrize("what", INCIDENTS)
def test_those_below_the_rate_count_per_10_000(what: str) -> None:
    case = _case()
    hit = incident(case, what)
    assert (hit == (case.at_point_measured & (np.arange(len(case.cell)) % 2 == 0))).all()
    assert _county(case)[f"{what}_10k"] == pytest.approx(10_000 * hit.sum() / case.at_point_measured.sum())


def test_false_signatures_shorten_the_time_by_the_record_only() -> None:
    early, right = _county(_case(false_sign_h=1.0)), _county(_case(false_sign_h=0.0))
    assert early["signed_mean_h"] < right["signed_mean_h"]
    assert early["signed_mean_h"] >= right["signed_mean_h"] - early["false_sign_10k"] / 10_000


def test_a_second_charge_passes_from_residents_to_keepers() -> None:
    case = _case(second_charge_yuan=2.0)
    paid = write_ledger(case).ledger.cells(lambda a: a.actor == RESIDENT and a.category == "second_charge").sum()
    assert paid == 200 * incident(case, "second_charge").sum()
