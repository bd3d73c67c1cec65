"""Where the brands of a pool work together."""

from __future__ import annotations

import numpy as np

from sim.plan.plan import ServicePlan


def brands_together(plan: ServicePlan) -> dict[int, int]:
    """By place, the most brands of a pool whose inbound parcels go through one handling there."""
    through: dict[int, set[str]] = {}
    for brand, ways in zip(plan.brands, plan.inbound, strict=True):
        for way in np.unique(ways[ways >= 0]).tolist():
            for hop in plan.ways[way].hops if plan.ways[way].pool else ():
                through.setdefault(hop.handling, set()).add(brand)
    most: dict[int, int] = {}
    for handling, brands in through.items():
        place = plan.handlings[handling].place
        most[place] = max(most.get(place, 0), len(brands))
    return most
