"""The slowest villages."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.style import drawing
from sim.chart.village_delays import SHOWN, draw_village_delays, village_delays_figure
from sim.measure.traced import village_times
from tests.chart import made_up, plan_made


def test_bars_end_at_the_whole_time(ax: Axes) -> None:
    villages = village_times(plan_made.trace(made_up.COUNTY)["parcels"]).head(3)
    draw_village_delays(ax, villages, {"v0": "村0"})
    ends = [max(bar.get_x() + bar.get_width() for bar in ax.patches if round(bar.get_y()) == y) for y in range(3)]
    assert [round(end, 6) for end in ends] == villages["total"].round(6).tolist()


def test_as_many_villages_as_fit_and_none_without_a_trace() -> None:
    frames = {"trace/parcels": plan_made.trace(made_up.COUNTY)["parcels"]}
    with drawing():
        picture = village_delays_figure(made_up.subject(frames=frames))
        none = village_delays_figure(made_up.subject(frames={"trace/parcels": frames["trace/parcels"].assign(mode="other")}))
    assert picture is not None
    assert len(picture.figure.axes[0].get_yticks()) == SHOWN
    assert none is None
