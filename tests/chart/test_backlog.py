"""The chart of what waits, against numbers made up."""

from __future__ import annotations

from matplotlib.axes import Axes

from sim.chart.backlog import OUTBOUND, draw_backlog
from tests.chart.made_up import FRAMES, LOOKS, labels


def test_a_line_a_mode_and_the_occasion_shaded(ax: Axes) -> None:
    draw_backlog(ax, FRAMES["backlog"], LOOKS)
    assert labels(ax) == ["当日件量", *(look.name for look in LOOKS)]
    assert len(ax.patches) == 11
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["11-01", "11-08", "11-15"]


def test_what_waits_to_leave_the_county_has_columns_of_its_own(ax: Axes) -> None:
    draw_backlog(ax, FRAMES["backlog"], LOOKS, "en", OUTBOUND)
    assert ax.lines[0].get_ydata().max() == 90
    assert ax.lines[2].get_ydata().max() == 200
