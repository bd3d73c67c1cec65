"""The smallest plans: one hub, one township, one village, and a single way of parcels of one kilogram."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sim.flow.draws import PPM, Draws
from sim.plan.depot import Depot
from sim.plan.line import Line
from sim.plan.plan import ServicePlan
from sim.plan.point import Point
from sim.plan.stage import Stage
from tests import plans


def chain(
    handled: Sequence[tuple[int, tuple[Stage, ...]]], lines: Sequence[Line], runs: Iterable[tuple[int, int]], end: Point, horizon: int,
    depots: tuple[Depot, ...] = (),
) -> ServicePlan:  # fmt: skip
    """Parcels are handled at each (place, stages) in turn, and carried on by the line of the same number to its last stop."""
    way = plans.way(*(plans.hop(i, i, len(line.stops) - 1) for i, line in enumerate(lines)))
    handlings = tuple(plans.handling(place, *stages, key=f"handling{i}") for i, (place, stages) in enumerate(handled))
    return plans.plan(ways=[way], runs=runs, horizon=horizon, handlings=handlings, lines=tuple(lines), points=(end,), depots=depots)


def draws(plan: ServicePlan, entered: Any, *, dwell: int = 0, work: Any = 1000, travel: int = PPM) -> Draws:
    """Parcels that enter at the given times, and are fetched so long after notice; every run at the same pace, ppm."""
    return plans.draws(plan, plans.parcels(entered, dwell_point=dwell, dwell_township=dwell, work=work), travel_ppm=travel)
