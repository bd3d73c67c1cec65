"""Mean and quantiles by mode."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.quantiles import draw_quantiles, quantiles_figure
from sim.chart.style import drawing
from tests.chart import made_up
from tests.chart.made_up import FRAMES, LOOKS


def test_a_row_a_mode_with_four_marks(ax: Axes) -> None:
    draw_quantiles(ax, FRAMES["summary"], LOOKS[1:3], "village")
    marks = [line for line in ax.lines if line.get_marker() != "None"]
    assert sorted({float(line.get_ydata()[0]) for line in marks}) == [0, 1]
    assert len(marks) == len(ax.texts) == 8


def test_pickup_at_the_township_has_a_panel_of_its_own() -> None:
    with drawing():
        picture = quantiles_figure(made_up.subject("en"))
    assert picture is not None
    assert [ax.get_xlabel() for ax in picture.figure.axes] == ["hours to the village point", "hours to the township outlet"]
    assert set(picture.data["kpi"].str.split("_").str[1]) == {"village", "township"}
