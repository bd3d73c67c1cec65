"""What people call places, and what asks for more than it has, in words of both languages."""

from __future__ import annotations

from dataclasses import replace

from sim.plan.note import PlanNote
from sim.problems import phrase
from sim.proposal.names import aside_texts, overload_texts, place_names
from tests.measure import small
from tests.proposal.made import prepared


def test_places_go_by_their_latin_names_in_english_alone() -> None:
    county = small.county()
    assert place_names(county, "en")["村0"] == "v0"
    assert set(place_names(county, "zh")) == {county.hub.name}
    assert place_names(replace(county, name=county.hub.name), "en")[county.hub.name] == "hub"


def test_a_line_an_overload_in_both_languages() -> None:
    made = prepared("other")
    assert overload_texts(made, made.scenarios[0]) == []
    ((zh, en),) = overload_texts(made, made.scenarios[1])
    assert "1.20" in zh
    assert "1.20" in en


def test_a_shelf_that_never_clears_comes_with_one_that_would_do() -> None:
    made = prepared("other")
    shelf = replace(made.scenarios[1].overloads[0], kind="shelf_week", key="p", name="shop")
    full = replace(shelf, kind="shelf", offered=382.0, state="tight")
    over = replace(made.scenarios[1], loads=(shelf, full))
    ((zh, en),) = overload_texts(made, over)
    assert "points.types.shop.shelf_parcels=450" in zh
    assert "points.types.shop.shelf_parcels=450" in en


def test_notes_on_what_is_not_served_are_told_with_their_plan() -> None:
    made = prepared()
    noted = replace(made.scenarios[0], plan=replace(
        made.scenarios[0].plan,
        notes=(PlanNote("demand.parcels_file", phrase("plain.file")), PlanNote("trunk/x", phrase("plain.file"))),
    ))
    assert aside_texts(made) == []
    ((zh, en),) = aside_texts(replace(made, scenarios=(noted,)))
    assert zh.startswith("快快合作：")
    assert en.startswith("joint delivery: ")
