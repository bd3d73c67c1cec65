"""A queue that does not clear is found by its growth; one that clears, or wanders, is not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.arrays import Floats
from sim.clock import HOUR
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.inference.grew import grew
from sim.measure.case import Case
from sim.measure.growth import growing_share, grown, growth, spots
from sim.parameters import Parameters
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small as flow

WEEKS = 6
NOWHERE: Any = None
"""The county is not looked at."""


def run(seats: int, shelf: int = 10**6, seed: int = 0, weeks: int = WEEKS) -> tuple[ServicePlan, Floats]:
    """Parcels for one village, about 20 a day and a third more at the week's beginning, by a van a day that holds ``seats``."""
    rng = np.random.default_rng(seed)
    days = 7 * weeks
    plan = flow.plan(days=days, villages=1, van={"capacity_parcels": seats}, point={"shelf": shelf})
    counts = rng.poisson([24 if day % 7 < 2 else 18.4 for day in range(days)])
    entered = [day * 24.0 + 6 for day, n in enumerate(counts) for _ in range(n)]
    parcels = flow.parcels(entered, village=[0] * len(entered), household=list(range(len(entered))), dwell_point=[10 * HOUR] * len(entered))
    drawn: Draws = plans.draws(plan, parcels)
    parameters = Parameters.model_validate({"horizon": {"warmup_days": 7, "measured_days": days - 7, "drain_days": 0}})
    case = Case(plan, drawn, simulate(plan, drawn), NOWHERE, parameters)
    return plan, growth(case)


@pytest.mark.parametrize(("seats", "kind"), [(15, "overloaded"), (30, None)])
def test_a_queue_grows_where_vans_hold_too_little(seats: int, kind: str | None) -> None:
    plan, _ = run(seats)
    runs = [run(seats, seed=s)[1] for s in range(5)]
    found = grown(plan, runs, ())
    assert [x.state for x in found] == ([kind] if kind else [])
    if found:
        assert found[0].rho == pytest.approx(20 / 15, rel=0.06)
        assert found[0].where == plan.places[2].name
        assert grown(plan, runs, ["trunk"]) == ()
        assert grown(plan, runs[:1], ())  # one run is enough, so much it grows


def test_a_shelf_that_never_clears_is_found_though_vans_are_empty() -> None:
    plan, _ = run(50, shelf=12)
    (found,) = grown(plan, [run(50, shelf=12, seed=s)[1] for s in range(3)], ())
    assert (found.kind, found.key, found.unit) == ("backlog", "P0", "parcels")


@pytest.mark.parametrize("seats", [22, 24, 40])
def test_weekdays_and_chance_are_no_growth(seats: int) -> None:
    plan, _ = run(seats)
    every = [run(seats, seed=s)[1] for s in range(12)]
    assert not any(grown(plan, [one], ()) for one in every)
    assert grown(plan, every, ()) == ()
    assert not grew(np.array([growing_share(one, plan) for one in every]))


def test_a_horizon_of_one_week_tells_nothing() -> None:
    plan, found = run(5, weeks=2)
    assert found.shape == (3, 0)
    assert np.isnan(growing_share(found, plan))
    assert grown(plan, [found], ()) == ()


def test_the_share_counts_the_parcels_behind_what_grows() -> None:
    plan, found = run(8)
    assert growing_share(found, plan) == 1.0
    assert len(spots(plan)) == found.shape[1] == 2 * len(plan.points) + len(plan.lines) + 2


def test_parcels_set_aside_are_no_queue() -> None:
    """A tenth is too heavy for any van: it stays for ever and is counted as oversize, not as a queue."""
    days = 7 * WEEKS
    plan = flow.plan(days=days, villages=1, van={"capacity_grams": 20_000, "capacity_parcels": 50})
    entered = [day * 24.0 + 6 for day in range(days) for _ in range(10)]
    parcels = flow.parcels(entered, grams=[30_000 if i % 10 == 0 else 1000 for i in range(len(entered))], village=[0] * len(entered))
    drawn = plans.draws(plan, parcels)
    outcome = simulate(plan, drawn)
    assert outcome.milestones.oversize.sum() == days
    parameters = Parameters.model_validate({"horizon": {"warmup_days": 7, "measured_days": days - 7, "drain_days": 0}})
    found = growth(Case(plan, drawn, outcome, NOWHERE, parameters))
    assert growing_share(found, plan) == 0.0
