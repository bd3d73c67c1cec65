"""Who pays."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from sim.chart.payers import draw_payers, payers_figure
from sim.chart.style import drawing
from tests.chart import made_up, plan_made


def test_parts_add_up_and_earnings_stand_left_of_zero(ax: Axes) -> None:
    draw_payers(ax, plan_made.budget(), made_up.LOOKS[:2], "yuan_parcel", "元/件")
    assert [t.get_text() for t in ax.texts if t.get_text() in ("7.10", "6.20")] == ["7.10", "6.20"]
    assert min(bar.get_x() + min(0, bar.get_width()) for bar in ax.patches) == pytest.approx(-0.3)


def test_a_part_too_narrow_has_its_figure_above_and_a_second_one_below(ax: Axes) -> None:
    budget = plan_made.budget()
    budget["yuan_parcel"] = budget["yuan_parcel"].where(~budget["line"].isin(["host", "public"]), 0.25)
    draw_payers(ax, budget, made_up.LOOKS[:2], "yuan_parcel", "元/件")
    beside = [(t.get_text(), t.get_va()) for t in ax.texts if t.get_gid()]
    assert beside.count(("0.25", "bottom")) == 2
    assert {side for text, side in beside if text == "0.25"} == {"bottom", "top"}


def test_both_units_side_by_side_of_the_status_quo_and_the_scheme() -> None:
    with drawing():
        picture = payers_figure(made_up.subject("en", {"budget": plan_made.budget()}))
    assert picture is not None
    assert [ax.get_xlabel() for ax in picture.figure.axes] == ["yuan a parcel", "10,000 yuan a year"]
    assert set(picture.data["mode"]) == {"own", "joint"}
    assert picture.figure.axes[0].get_ylim()[0] > picture.figure.axes[0].get_ylim()[1]
