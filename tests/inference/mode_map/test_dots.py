from __future__ import annotations

import pytest

from sim.county.stylised import loop_km
from sim.demand.expected import expected
from sim.inference.mode_map.dots import dots
from sim.parameters import Parameters
from tests.service.small_county import POOL, county


def test_a_dot_is_the_pools_parcels_a_point_and_the_way_from_the_hub() -> None:
    found, small = dots(county(), Parameters(), POOL, None), county()
    asked = expected(small, Parameters())
    pooled = asked.daily[[i for i, b in enumerate(asked.brands) if b in POOL]].sum()
    points = [sum(p.township == t for p in small.points) for t in range(2)]
    assert (found["parcels"] * points).sum() == pytest.approx(pooled)
    assert found["distance_km"].tolist() == [small.road_km[0, small.township_place(t)] for t in range(2)]


def test_a_loop_is_over_so_many_villages() -> None:
    assert dots(county(), Parameters(), POOL, 3)["distance_km"].tolist() == [loop_km(county(), t, 3) for t in range(2)]
