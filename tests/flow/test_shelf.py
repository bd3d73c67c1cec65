"""How often shelves are looked at: what makes time grow with parcels, and not with shelves that never clear."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sim.clock import DAY, HOUR
from sim.flow.model import simulate
from sim.flow.shelf import Shelves
from tests import plans
from tests.flow import small


def looked(plan: Any, parcels: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """(instant, number of points) of every look at shelves."""
    found: list[tuple[int, int]] = []
    look = Shelves._look

    def counted(self: Shelves, points: Any, now: int) -> None:
        found.append((now, len(points)))
        look(self, points, now)

    monkeypatch.setattr(Shelves, "_look", counted)
    simulate(plan, plans.draws(plan, parcels))
    return found


def test_vans_of_one_instant_look_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three rounds leave for two full shops at once: the first of them looks, for all."""
    base = small.plan(days=4, point={"shelf": 3}, runs=[(24 * d + h, line) for d in range(4) for h, line in ((9, 0), (12, 1), (12, 1), (12, 1))])
    plan = replace(base, depots=tuple(replace(g, count=3) for g in base.depots))
    parcels = small.parcels([24 * d + 8 for d in range(4) for _ in range(20)], village=[i % 2 for i in range(80)], dwell_point=[DAY // 2] * 80)
    found = looked(plan, parcels, monkeypatch)
    instants = [now for now, _ in found if now < plan.horizon - 1]
    assert len(instants) == len(set(instants)) == 4


def test_a_shop_that_stays_full_is_not_looked_at_for_anothers_sake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rounds, minutes apart, to a shop each; both are full, and each is looked at when its own round leaves."""
    base = small.plan(days=3, point={"shelf": 3}, runs=[])
    second = replace(base.lines[1], key="second", stops=base.lines[1].stops[1:])
    ways = (base.ways[0], replace(base.ways[1], hops=(base.ways[1].hops[0], replace(base.ways[1].hops[1], line=2, alight=0))))
    runs = plans.timetable([(plans.at(h, d), line) for d in range(3) for h, line in ((9, 0), (12, 1), (12.25, 2))])
    plan = replace(base, lines=(*base.lines, second), ways=ways, timetable=runs, depots=tuple(replace(g, count=2) for g in base.depots))
    parcels = small.parcels([24 * d + 8 for d in range(3) for _ in range(20)], village=[i % 2 for i in range(60)], dwell_point=np.full(60, DAY // 2))
    found = looked(plan, parcels, monkeypatch)
    assert [points for now, points in found if now % DAY == 12.25 * HOUR] == [1, 1, 1]
