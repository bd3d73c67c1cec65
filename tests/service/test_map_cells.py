"""A county stylised for a map: its own outline and distances, people with the parcels, fees of hosts at a level."""

from __future__ import annotations

import pytest

from sim.county.spec import CountySpec
from sim.problems import InputError
from sim.service.map_cells import Cell, at_level, cells, form_of, ground, paid_to_hosts, stylised_spec, with_trunks
from sim.service.map_keys import ModeMap
from tests.service.small_county import POOL, county, modes, parameters

P = parameters()
ASKED = ModeMap(parcels=(5, 10), loop_villages=4, villages=6)


def test_the_ground_is_the_countys_own_but_for_what_is_named() -> None:
    at = ground(ASKED, county(), P, {"joint": POOL})
    assert (at.outline.townships, at.outline.villages) == (2, 6)
    assert 0 < at.pool_share < 1
    assert [d / at.outline.hub_km for d in at.distances] == pytest.approx([0.5, 1.0, 1.5, 2.0], rel=0.05)
    assert ground(ASKED.model_copy(update={"distance_km": (7.0,)}), county(), P, {"joint": POOL}).distances == (7.0,)
    assert len(cells(ASKED, at)) == 2 * 4
    with pytest.raises(InputError, match="no_pool"):
        ground(ASKED, county(), P, {"joint": ("nobody",)})


@pytest.mark.parametrize("along", ["hub", "loop"])
def test_people_go_with_the_parcels_and_one_distance_varies(along: str) -> None:
    asked = ASKED.model_copy(update={"along": along})
    at = ground(asked, county(), P, {"joint": POOL})
    one, two = (form_of(asked, at, Cell(parcels, 33.0, 1.0), P) for parcels in (5.0, 10.0))
    assert two.parcels_day == pytest.approx(2 * one.parcels_day)
    assert two.residents == pytest.approx(2 * one.residents, abs=1)
    assert {"hub": one.hub_km, "loop": one.loop_km}[along] == 33.0
    assert with_trunks(P, one).fleet.trunk.count is not None
    assert stylised_spec(CountySpec(slug="a"), county()).slug == "a-stylised"


def test_only_what_hosts_are_paid_is_multiplied() -> None:
    carried = modes()["transport_courier"]
    assert paid_to_hosts([carried])
    assert not paid_to_hosts([modes()["courier_courier"]])
    assert at_level(carried, 1.0) == carried
