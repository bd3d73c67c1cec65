"""Roll-out against dated targets."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.roll_out import FILLED, draw_roll_out, roll_out_figure
from sim.chart.style import drawing
from tests.chart import made_up, plan_made


def test_targets_are_filled_by_their_verdict(ax: Axes) -> None:
    targets = plan_made.targets().query("mode == 'joint' and needed >= 10")
    draw_roll_out(ax, plan_made.rollout().query("township == ''"), targets, {"points_2024": "村级站点"})
    marks = [line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "D"]
    assert marks == [FILLED["met"], FILLED["not_verified"]]
    assert "村级站点 61" in [t.get_text() for t in ax.texts]


def test_a_name_stands_below_where_the_next_mark_is_in_its_way_and_near_days_are_named_once(ax: Axes) -> None:
    targets = plan_made.targets().query("mode == 'joint' and needed >= 10").assign(needed=[60.0, 64.0], date=["2025-10-31", "2025-12-31"])
    draw_roll_out(ax, plan_made.rollout().query("township == ''"), targets, {})
    assert [t.get_va() for t in ax.texts] == ["top", "bottom"]
    assert [t.get_text() for t in ax.get_xticklabels()] == ["2024-10", "2025-06", "2025-10"]


def test_stages_alone_are_drawn_too_but_one_stage_is_no_course() -> None:
    with drawing():
        picture = roll_out_figure(made_up.subject(frames={"rollout": plan_made.rollout().query("month < '2025-12'")}))
        none = roll_out_figure(made_up.subject(frames={"rollout": plan_made.rollout().query("month == '2024-10'")}))
    assert picture is not None
    assert picture.data["reached"].tolist() == [40.0, 60.0]
    assert none is None
