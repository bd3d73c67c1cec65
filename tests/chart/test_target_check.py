"""Targets as bars."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from sim.chart.style import drawing
from sim.chart.target_check import draw_target_check, target_check_figure
from tests.chart import made_up, plan_made


def test_a_bar_a_target_and_column_with_numbers_and_verdict(ax: Axes) -> None:
    known = plan_made.targets().dropna(subset="needed")
    draw_target_check(ax, known, made_up.LOOKS[:2], {"points_2024": "村级站点"})
    assert [bar.get_width() for bar in ax.patches] == pytest.approx([0, 0, 0, 1, 0, 0])
    assert "61/61 达到" in [t.get_text() for t in ax.texts]


def test_a_target_without_a_number_is_left_out() -> None:
    with drawing():
        picture = target_check_figure(made_up.subject(frames={"targets": plan_made.targets()}))
        none = target_check_figure(made_up.subject(frames={"targets": plan_made.targets().assign(needed=float("nan"))}))
    assert picture is not None
    assert "kpi" not in set(picture.data["target"])
    assert none is None
