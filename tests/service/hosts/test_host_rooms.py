"""The room of hosts' lines, village by village: a host carries all that come to 1 at most on every line."""

from __future__ import annotations

import math

import pytest

from sim.service.hosts.host_rooms import FULL
from tests.service.hosts.test_hostlines import roomy
from tests.service.small_county import build, parameters


@pytest.mark.parametrize("vehicles", [2, 3])
@pytest.mark.parametrize("mode", ["postal_courier", "transport_courier", "commerce_courier"])
def test_a_line_that_is_asked_for_more_than_it_has_leaves_a_village_behind_and_no_other_does(mode: str, vehicles: int) -> None:
    of = {f"host__{host}__vehicles": vehicles for host in ("post", "bus", "shop")}
    plan = build(mode, parameters(fleet__sizing="sized", **of))
    for host, lines in plan.host_rooms.items():
        full = {*plan.host_full.get(host, ())}
        assert full <= {village for parts in lines.values() for village in parts}
        for parts in lines.values():
            assert (math.fsum(parts.values()) > 1 + 1e-9) == bool(full & parts.keys())


def test_with_room_for_all_nothing_is_full() -> None:
    plan = build("postal_courier", parameters(**roomy("post")))
    assert plan.host_rooms["post"]
    assert all(sum(parts.values()) < 1 for parts in plan.host_rooms["post"].values())
    assert max(part for parts in plan.host_rooms["post"].values() for part in parts.values()) < FULL


def test_a_mode_without_a_host_asks_none() -> None:
    assert build("courier_courier", parameters()).host_rooms == {}
