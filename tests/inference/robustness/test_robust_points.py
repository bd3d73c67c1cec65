"""Columns at points of all ranges, simulated by a straight line: the order turns where that says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.arrays import Floats
from sim.inference.robustness.robust_points import LEAST, MOST, PARCELS, RobustnessPoints, usual_points
from sim.inference.robustness.robust_varied import Settings, hypercube
from sim.parameters.factor import Factor
from tests.proposal import made

PRICE = Factor("cost.price", "价", "price", "yuan", 1.0, 0.0, 10.0, False, "J", "given")
IDLE = Factor("cost.other", "他", "other", "yuan", 1.0, 0.0, 10.0, False, "J", "given")


def test_the_order_turns_where_the_price_says() -> None:
    """The second column costs the price, the first always 4: it is cheaper at four points in ten."""
    plans = {s.name: s.plan for s in made.prepared().scenarios}
    first, second = list(plans)[:2]
    asked: list[int] = []

    def simulate(wanted: Sequence[tuple[str, Settings]]) -> Floats:
        asked.append(len(wanted))
        return np.array([[4.0 if name == first else float(at.get("cost.price", 1.0))] for name, at in wanted])

    shares = hypercube(2, 20, 1)
    two = {name: plans[name] for name in (first, second)}
    points = RobustnessPoints(plans=two, kpis=["k"], keys=[PRICE, IDLE], shares=shares, simulate=simulate)
    found = points.findings({(first, "k"): 4.0, (second, "k"): 1.0}, top=1)
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.points) == (second, first, 20)
    assert pair.holds == int((10 * shares[:, 0] < 4).sum()) == 8
    assert [(t.key, t.value[1]) for t in pair.flips] == [("cost.price", "10 yuan")]
    assert found.cheapest["k"] == {first: 12, second: 8}
    assert asked == [2 * 21, 2 * 2]


def test_a_county_of_many_parcels_has_fewer_points() -> None:
    assert usual_points(0) == usual_points(PARCELS / 100) == MOST
    assert usual_points(PARCELS / 40) == 40
    assert usual_points(PARCELS) == LEAST
