"""Parts of the flow of the small county, alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.flow.lot import Lot
from sim.flow.model import Model
from sim.flow.rows import Rows
from sim.flow.world import World
from sim.plan.plan import ServicePlan
from tests import plans
from tests.flow import small


def lot(numbers: list[int], times: list[int], leg: int = 0) -> Lot:
    """Parcels on one leg."""
    return Lot(np.array(numbers, np.int32), np.full(len(numbers), leg, np.intp), np.array(times, np.int64))


def rows(plan: ServicePlan, **columns: Any) -> Rows:
    """Parcels that enter the hub at midnight, by a column of theirs."""
    return world(plan, **columns).rows


def world(plan: ServicePlan, **columns: Any) -> World:
    """A plan, and parcels that enter the hub at midnight, by a column of theirs; no luck, good or bad."""
    count = len(next(iter(columns.values())))
    return World.of(plan, plans.draws(plan, small.parcels([0.0] * count, **columns)))


def model(plan: ServicePlan, entered: list[float], **columns: Any) -> Model:
    """A model of parcels by the hour at which they enter, before its clock runs."""
    return Model(plan, plans.draws(plan, small.parcels(entered, **columns)))
