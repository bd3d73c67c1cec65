"""What waits for villages."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.style import drawing
from sim.chart.village_waiting import SHOWN, draw_village_waiting, village_waiting_figure
from sim.measure.traced import village_backlog
from tests.chart import made_up, plan_made


def test_a_row_a_village_and_a_column_a_day(ax: Axes) -> None:
    waiting = village_backlog(plan_made.trace(made_up.COUNTY)["parcels"])
    image = draw_village_waiting(ax, waiting, {"v0": "村0"})
    assert image.get_array().shape == (120, 4)
    assert ax.get_xticklabels()[0].get_text() == "1"


def test_those_with_most_are_drawn_and_all_are_in_the_numbers() -> None:
    with drawing():
        picture = village_waiting_figure(made_up.subject(frames={"trace/parcels": plan_made.trace(made_up.COUNTY)["parcels"]}))
    assert picture is not None
    assert len(picture.figure.axes[0].get_yticks()) == SHOWN
    assert len(picture.data) == 120
