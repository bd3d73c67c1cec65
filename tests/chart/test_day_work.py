"""A day at work."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.day_work import day_work_figure, draw_crews_at_work, draw_vehicles_at_work
from sim.chart.style import drawing
from tests.chart import made_up, plan_made

TRACE = plan_made.trace(made_up.COUNTY)


def test_a_bar_a_run_from_departure_to_return(ax: Axes) -> None:
    runs = TRACE["runs"].head(2)
    draw_vehicles_at_work(ax, runs, {"hub": "县中心"}, {"minivan": "微面"})
    assert [bar.get_x() for bar in ax.patches] == [8.5, 11.0]
    assert [t.get_text() for t in ax.texts] == ["200", "201"]
    assert ax.get_yticklabels()[0].get_text() == "县中心 微面"


def test_a_bar_a_shift_with_its_people(ax: Axes) -> None:
    draw_crews_at_work(ax, TRACE["stages"].head(1), {"hub": "县中心"})
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(6.0, 4.0)]
    assert ax.texts[0].get_text() == "4人 38%"


def test_the_busiest_day_is_drawn_and_none_without_a_trace() -> None:
    frames = plan_made.plan_frames(made_up.COUNTY)
    with drawing():
        picture = day_work_figure(made_up.subject("en", frames))
        none = day_work_figure(made_up.subject("en", {**frames, "trace/runs": frames["trace/runs"].assign(mode="other")}))
    assert picture is not None
    assert any("day 4" in t.get_text() for t in picture.figure.texts)
    assert none is None
