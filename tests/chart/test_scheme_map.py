"""Maps of the scheme."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.scheme_map import draw_routes, map_notes, mode_map_figure, p90_map_figure
from sim.chart.style import drawing
from tests.chart import made_up
from tests.chart.plan_made import plan_frames, routes

FRAMES = made_up.FRAMES | plan_frames(made_up.COUNTY)


def test_routes_join_stops_in_order_those_from_the_hub_apart(ax: Axes) -> None:
    draw_routes(ax, routes(made_up.COUNTY), "joint")
    assert [len(lines.get_paths()) for lines in ax.collections] == [5, 5]
    draw_routes(ax, routes(made_up.COUNTY), "other")
    assert [len(lines.get_paths()) for lines in ax.collections[2:]] == [0, 0]


def test_a_mark_a_village_in_the_shape_of_its_mode_sized_by_volume() -> None:
    with drawing():
        picture = mode_map_figure(made_up.subject(frames=FRAMES))
    assert picture is not None
    marks = [c for c in picture.figure.axes[0].collections if len(c.get_offsets()) > 1]
    assert [len(c.get_offsets()) for c in marks] == [40, 40, 40]
    assert len({c.get_paths()[0].vertices.shape for c in marks}) > 1
    assert len(picture.data) == 120
    told = " ".join(t.get_text() for t in picture.figure.texts)
    assert "审图号" in told
    assert all(seat.name in [t.get_text() for t in picture.figure.axes[0].texts] for seat in made_up.COUNTY.townships)


def test_without_a_scheme_there_is_no_map() -> None:
    of = made_up.subject(frames=FRAMES, info=replace(made_up.INFO, scheme=""))
    assert mode_map_figure(of) is None
    assert p90_map_figure(of) is None


def test_the_approval_number_has_its_place_or_stands_there() -> None:
    blank, given = map_notes(made_up.subject())[-1], map_notes(made_up.subject(info=replace(made_up.INFO, map_approval="新S(2026)001号")))[-1]
    assert "＿" in blank
    assert given == "审图号：新S(2026)001号"


def test_a_village_without_a_time_is_a_cross() -> None:
    villages = FRAMES["villages"].assign(at_village_p90_h=float("nan"))
    villages.loc[villages["village"] == "v0", "at_village_p90_h"] = 5.0
    with drawing():
        picture = p90_map_figure(made_up.subject(frames={**FRAMES, "villages": villages}))
    assert picture is not None
    assert picture.data["at_village_p90_h"].notna().sum() == 1
    assert isinstance(picture.data, pd.DataFrame)
