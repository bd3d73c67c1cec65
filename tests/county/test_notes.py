"""What of a county is real, given, assumed or synthetic: counted, nothing noted that counts nothing."""

from __future__ import annotations

from dataclasses import replace

from sim.county.county import AssumedHub, Note
from sim.county.notes import notes_of
from sim.county.spec import CountySpec
from sim.problems import Phrase, said
from tests.county.givens import given, township
from tests.service.small_county import county

COUNTY = county()


def notes(c: object = COUNTY, **more: object) -> dict[tuple[str, str], Note]:
    found = notes_of(c, given(**more), CountySpec(slug="a", source="a.xlsx"), "assumed", 5.0)  # type: ignore[arg-type]
    assert all(n.count > 0 for n in found)
    return {(n.what.key, n.status): n for n in found if isinstance(n.what, Phrase)}


def test_places_are_counted_by_their_status() -> None:
    half = replace(COUNTY, villages=tuple(replace(v, position_status="synthetic" if i < 4 else "user") for i, v in enumerate(COUNTY.villages)))
    found = notes(half)
    assert (found["note.village_positions", "synthetic"].count, found["note.village_positions", "user"].count) == (4, len(COUNTY.villages) - 4)
    assert found["note.township_seats", "user"].count == 2


def test_shared_points_and_villages_in_town_are_counted() -> None:
    found = notes()
    assert found["note.served_in_town", "user"].count == 1
    assert found["note.shared_points", "user"].count == 2


def test_roads_of_the_rule_and_of_the_table_are_all_the_pairs() -> None:
    places = len(COUNTY.road_km)
    found = notes(distances={(("hub", 0), ("township", 0)): 20.0, (("township", 0), ("hub", 0)): 21.0})
    assert found["note.road_distances", "user"].count == 1
    assert found["note.road_distances", "assumed"].count == places * (places - 1) // 2 - 1
    assert ("note.road_minutes", "assumed") not in found


def test_pairs_without_minutes_are_said_where_others_have_them() -> None:
    places = len(COUNTY.road_km)
    found = notes(minutes={(("hub", 0), ("township", 0)): 20.0})
    assert found["note.road_minutes", "user"].count == 1
    assert found["note.road_minutes", "assumed"].count == places * (places - 1) // 2 - 1


def test_an_assumed_hub_names_the_township_it_stands_at() -> None:
    found = notes(replace(COUNTY, assumed_hub=AssumedHub("北镇", "order", True, ("南镇",))))
    told = said(found["note.hub_position", "assumed"].source, "zh")
    assert "北镇" in told
    assert "南镇" in told


def test_townships_left_out_are_named() -> None:
    assert "空镇" in said(notes(left_out=(township("空镇"),))["note.empty_townships", "user"].source, "en")


def test_remarks_of_the_tables_come_last() -> None:
    last = Note("odd", "doubtful", 1, "x")
    assert notes_of(COUNTY, given(remarks=(last,)), CountySpec(slug="a", source="a"), "user", 5.0)[-1] is last


def test_a_rural_population_that_nobody_gives_is_noted_with_what_each_village_got() -> None:
    made = replace(COUNTY, villages=tuple(replace(v, population=900, population_status="synthetic") for v in COUNTY.villages))
    assert said(notes(made)["note.rural_population", "assumed"].source, "zh") == "未填的村平均每村900人"
    assert ("note.rural_population", "assumed") not in notes(COUNTY)
