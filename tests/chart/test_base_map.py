"""What a map needs of a county."""

from __future__ import annotations

from dataclasses import replace

from sim.chart.base_map import BaseMap, map_note
from tests.chart.made_up import COUNTY


def test_what_is_synthetic_is_said() -> None:
    assert map_note(COUNTY, "en") == "Synthetic positions (placed by a rule, not surveyed): 120 of 120 villages, 2 of 5 township seats."
    surveyed = replace(
        COUNTY, villages=tuple(replace(v, position_status="user") for v in COUNTY.villages), townships=tuple(replace(t, status="real") for t in COUNTY.townships)
    )
    assert map_note(surveyed) == ""


def test_places_keep_their_positions_and_names() -> None:
    base = BaseMap.of(COUNTY)
    assert [(v.code, v.x_km) for v in base.villages] == [(v.code, v.x_km) for v in COUNTY.villages]
    assert (base.names("en")["t1"], base.names("zh")["t1"], base.names("zh")["hub"]) == ("Town 2", "第2镇", "县中心")
    assert len(base.boundary[0]) == len(COUNTY.boundary[0])
