"""A county of one hub, one township and a few villages, to change one thing at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from sim.clock import DAY, HOUR, MINUTE
from sim.demand.parcels import Parcels
from sim.plan.plan import ServicePlan
from sim.plan.stage import Stage
from tests import plans
from tests.plans import HUB, TOWNSHIP, VILLAGE, at


def parcels(entered: Sequence[float], **columns: Any) -> Parcels:
    """Parcels by time of entry in hours."""
    return plans.parcels([at(t) for t in entered], **columns)


def plan(
    *, days: int = 3, hub: tuple[Stage, ...] = (), township: tuple[Stage, ...] = (), runs: list[tuple[float, int]] | None = None,
    van: dict[str, Any] | None = None, round_: dict[str, Any] | None = None, point: dict[str, Any] | None = None, villages: int = 2,
    priorities: tuple[int, ...] = (0,), vans: int = 1,
) -> ServicePlan:  # fmt: skip
    """Line 0 goes from the hub to the township in an hour, line 1 from there to one village after another, half an hour each.

    By default a van leaves at 9:00 and the round at 12:00 every day, with room for all; nothing is handled anywhere and
    points are always open. ``priorities`` are by brand, ``runs`` are (hour, line).
    """
    trunk = plans.line(HUB, [plans.stop(TOWNSHIP, HOUR, km=30)], HOUR, depot=0, key="trunk", max_delay=HOUR, back_km=30.0, township=-1)
    stops = [plans.stop(VILLAGE + i, 30 * MINUTE, km=5) for i in range(villages)]
    tour = plans.line(TOWNSHIP, stops, 30 * MINUTE, depot=1, key="round", max_delay=HOUR, back_km=5.0)
    points = tuple(
        plans.point(VILLAGE + i, **{"code": f"P{i}", "hours": ((0, days * DAY),), "return_after": 7 * DAY} | (point or {})) for i in range(villages)
    )
    ways = [plans.way(plans.hop(0, 0, 0), plans.hop(1, 1, i), point=i, priority=p) for p in priorities for i in range(villages)]
    daily = [(24 * d + h, line) for d in range(days) for h, line in ((9, 0), (12, 1))]
    return plans.plan(
        name="small", horizon=days * DAY, places=plans.places(1, [0] * villages),
        handlings=(plans.handling(HUB, *hub), plans.handling(TOWNSHIP, *township)),
        depots=(plans.depot(HUB, vans), plans.depot(TOWNSHIP)),
        lines=(plans.changed(trunk, **(van or {})), plans.changed(tour, **(round_ or {}))),
        runs=[(at(hour), line) for hour, line in (daily if runs is None else runs)],
        points=points, ways=ways, served=np.arange(len(ways)).reshape(len(priorities), villages),
    )  # fmt: skip


def hours(times: Any) -> list[float]:
    """Milliseconds as hours."""
    return [float(t) / HOUR for t in times]
