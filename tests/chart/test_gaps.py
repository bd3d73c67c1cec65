"""What a mode costs more than the cheapest: bars that add up to the gap."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.gaps import GROUPS, draw_gaps
from sim.chart.style import COMPONENTS
from tests.chart.made_up import LOOKS, labels

PARTS = [part for members, _, _ in GROUPS.values() for part in members]


def table(shape: float = float("nan")) -> pd.DataFrame:
    rows = pd.DataFrame(0.0, index=["post", "bus"], columns=PARTS)
    rows.loc["post", ["vehicles", "crews", "residents"]] = [1.0, 0.5, -0.25]
    rows.loc["bus", "host"] = 2.0
    rows["total"] = rows.sum(axis=1)
    rows["shape"] = shape
    return rows


def test_bars_right_and_left_of_zero_add_up_to_the_gap(ax: Axes) -> None:
    draw_gaps(ax, table(), "joint", LOOKS)
    for y, total in enumerate((1.25, 2.0)):
        assert sum(bar.get_width() for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - y) < 0.1) == pytest.approx(total)
    assert labels(ax) == [GROUPS[group][1][0] for group in ("vehicles", "host", "crews", "residents")]
    assert ax.get_xlim()[0] < 0


def test_the_whole_stands_behind_and_the_shape_where_it_is_known(ax: Axes) -> None:
    draw_gaps(ax, table(0.75), "joint", LOOKS, "en")
    texts = [t.get_text() for t in ax.texts]
    assert "1.25 (shape 0.75)" in texts


def test_a_shape_of_nought_is_not_told(ax: Axes) -> None:
    draw_gaps(ax, table(0.0), "joint", LOOKS)
    assert not any("形状" in t.get_text() for t in ax.texts)


def test_every_part_of_a_gap_is_drawn_once() -> None:
    assert len(PARTS) == len(set(PARTS))


def test_groups_have_the_colours_of_parts() -> None:
    assert sorted(colour for _, _, colour in GROUPS.values()) == sorted(COMPONENTS)
