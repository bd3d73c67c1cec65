"""Stylised counties: exact distances, and a real county put in their terms."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pydantic import ValidationError

from sim.county.county import County
from sim.county.load import load_county
from sim.county.spec import CountySpec, Stylised
from sim.county.stylised import outline, tour_km


def made(**form: object) -> County:
    return load_county(CountySpec(slug="made", stylised=Stylised.model_validate(form)), Path("nowhere"))


def test_a_loop_is_as_long_as_asked_and_leads_back_to_the_seat() -> None:
    county = made(townships=2, villages=24, loop_villages=8, loop_km=45, hub_km=30)
    seat = county.township_place(1)
    first = [county.point_place(24 + i) for i in range(8)]
    assert [float(county.road_km[a, b]) for a, b in zip([seat, *first], [*first, seat], strict=True)] == pytest.approx([5.0] * 9)
    assert county.road_km[0, seat] == 30
    assert county.road_km[0, first[3]] == pytest.approx(30 + 20)
    other = county.point_place(24 + 8)
    assert county.road_km[first[0], other] == pytest.approx(10)  # over the seat
    assert tour_km(county.road_km, seat, first) == pytest.approx(45)


def test_distances_are_a_metric() -> None:
    km = made(townships=3, villages=10, loop_villages=4).road_km
    assert (km == km.T).all()
    assert (np.diag(km) == 0).all()
    assert (km[:, :, None] + km[None, :, :] >= km[:, None, :] - 1e-9).all()


def test_places_have_positions_of_their_own() -> None:
    county = made(townships=5, villages=37, loop_villages=8)
    assert len({(round(p.x_km, 6), round(p.y_km, 6)) for p in county.points}) == 5 * 37
    assert {v.parcels_per_day for v in county.villages} == {28.0}


@pytest.mark.parametrize("form", [{"townships": 4, "villages": 24, "loop_km": 45.0}, {"townships": 1, "villages": 8, "loop_km": 60.0}, {"townships": 3, "villages": 6, "loop_km": 90.0, "hub_km": 80.0}])
def test_the_outline_of_a_stylised_county_is_its_form(form: dict[str, float]) -> None:
    found = outline(made(**form), 8)
    assert (found.townships, found.villages) == (form["townships"], form["villages"])
    assert found.loop_km == pytest.approx(form["loop_km"])
    assert found.hub_km == pytest.approx(form.get("hub_km", 25.0))


def test_a_county_is_read_or_stylised_not_both() -> None:
    with pytest.raises(ValidationError, match="stylised"):
        CountySpec(slug="made", source="mine.xlsx", stylised=Stylised())
