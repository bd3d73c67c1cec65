"""Rows and axes of lying bars."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from sim.chart.bars import by_mode, draw_part, name_bars
from tests.chart.made_up import LOOKS


def test_modes_stand_in_the_order_of_their_looks_and_missing_parts_are_nought() -> None:
    rows = pd.DataFrame(
        [(LOOKS[1].key, "a", 2.0), (LOOKS[0].key, "b", 1.0), (LOOKS[2].key, "a", float("nan"))],
        columns=["mode", "part", "hours"],
    )
    names, table = by_mode(rows, LOOKS, "part", ("a", "b"), "hours")
    assert list(table.index) == [LOOKS[0].key, LOOKS[1].key]
    assert len(names) == 2
    assert table.to_numpy().tolist() == [[0.0, 1.0], [2.0, 0.0]]


def test_the_first_bar_is_on_top(ax: Axes) -> None:
    draw_part(ax, [0.0, 0.0], [1.0, 2.0], "#33588A", "part")
    name_bars(ax, ["first", "second"], "h")
    assert ax.yaxis.get_inverted()
    assert [t.get_text() for t in ax.get_yticklabels()] == ["first", "second"]
    assert [bar.get_width() for bar in ax.patches] == [1.0, 2.0]
