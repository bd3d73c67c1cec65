"""Ways: each stretch is handled where its line begins, and ends where the next one does."""

from __future__ import annotations

from itertools import pairwise

from sim.plan.plan import ServicePlan
from sim.plan.way import Hop
from tests.plan.small import plans


def ends(plan: ServicePlan, hop: Hop) -> tuple[int, int, int]:
    """Where a stretch is handled, where its line begins, where it lets the parcel off."""
    line = plan.lines[hop.line]
    return plan.handlings[hop.handling].place, line.base, line.stops[hop.alight].place


def test_a_way_is_unbroken_from_the_hub_to_its_point() -> None:
    for plan in plans():
        for way in plan.ways:
            stretches = [ends(plan, hop) for hop in way.hops]
            assert plan.places[stretches[0][0]].level == "hub"
            assert all(handled == base for handled, base, _ in stretches)
            assert all(off == handled for (_, _, off), (handled, _, _) in pairwise(stretches))
            assert stretches[-1][2] == plan.points[way.point].place


def test_brands_of_a_pool_share_their_ways_and_others_have_their_own() -> None:
    for plan in plans():
        assert all(way.mode for way in plan.ways)
        pooled = {b for b, row in enumerate(plan.inbound) if any(plan.ways[i].pool for i in row if i >= 0)}
        assert pooled
