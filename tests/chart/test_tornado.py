"""The tornado: what is drawn, in which order, and what its marks say."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.axes import Axes

from sim.chart.style import drawing, new_figure, save
from sim.chart.tornado import HIGH_COLOUR, LOW_COLOUR, Bar, End, draw_tornado, largest, tornado

NAN = math.nan
BARS = (
    Bar("乡村公路车速", End("20 km/h", 0.30, 0.28, 0.32), End("40 km/h", -0.25, -0.26, -0.24)),
    Bar("人均日件量", End("0.01", 1.20, 1.10, 1.30), End("0.12", -0.50, -0.52, -0.48)),
    Bar("装车时间", End("10 min", 0.0, 0.0, 0.0, False), End("45 min", 0.02, -0.01, 0.05, False)),
    Bar("县乡公路车速", End("30 km/h", NAN, NAN, NAN), End("60 km/h", -0.1, NAN, NAN)),
    Bar("村点代办费", End("0.2", 0.0, 0.0, 0.0), End("0.6", 0.0, 0.0, 0.0)),
)


@pytest.fixture
def ax() -> Axes:
    with drawing():
        return new_figure(160, 80).add_subplot()


def test_the_largest_come_first_and_what_moves_nothing_is_left_out() -> None:
    assert [b.name for b in largest(BARS)] == ["人均日件量", "乡村公路车速", "县乡公路车速", "装车时间"]
    assert [b.name for b in largest(BARS, 1)] == ["人均日件量"]


def test_bars_begin_at_the_base_and_end_at_the_kpi(ax: Axes) -> None:
    draw_tornado(ax, BARS[:2], 3.0, "yuan/parcel")
    bars = [(p.get_x(), p.get_x() + p.get_width(), p.get_facecolor()[:3]) for p in ax.patches]
    assert [(a, round(b, 6)) for a, b, _ in bars] == [(3.0, 3.3), (3.0, 2.75), (3.0, 4.2), (3.0, 2.5)]
    assert bars[0][2] == bars[2][2] != bars[1][2] == bars[3][2]
    assert {t.get_text() for t in ax.texts} == {"20 km/h", "40 km/h", "0.01", "0.12"}
    assert ax.get_ylim()[0] > ax.get_ylim()[1]
    assert LOW_COLOUR != HIGH_COLOUR


def test_what_is_not_told_from_noise_is_pale_and_what_is_not_feasible_a_cross(ax: Axes) -> None:
    draw_tornado(ax, BARS[2:4], 3.0, "yuan/parcel", "en")
    texts = [t.get_text() for t in ax.texts]
    assert "×  30 km/h not feasible" in texts
    assert "10 min" not in texts
    pale = [p.get_alpha() for p in ax.patches]
    assert pale == [0.35, 0.35, 1.0]


def test_a_whisker_that_crosses_the_base_lies_inside(ax: Axes) -> None:
    draw_tornado(ax, [Bar("a", End("1", 0.1, -0.3, 0.5, False), End("2", 0.2, 0.1, 0.3))], 3.0, "yuan/parcel")
    left, right = ax.get_xlim()
    assert left < 2.7
    assert right > 3.5


def test_a_key_without_a_name_breaks_into_lines() -> None:
    key = "staffing.hub.sort.also.evening_shift_of_agricultural_products.seconds_per_parcel"
    bars = [Bar(f"{key}{n}", End("1", 0.3, 0.2, 0.4), End("2", -0.2, -0.3, -0.1), "5") for n in range(4)]
    with drawing():
        figure = tornado(bars, 3.0, "单件社会总成本", "yuan/parcel", "元/件", "快快合作", "parcelflow")
        figure.canvas.draw()
        ax, renderer = figure.axes[0], figure.canvas.get_renderer()  # type: ignore[attr-defined]
        boxes = [t.get_window_extent(renderer) for t in ax.get_yticklabels()]
        assert all(not a.overlaps(b) for a, b in pairwise(boxes))
        assert ax.get_window_extent(renderer).width > 0.45 * figure.bbox.width
        assert [t.get_text().replace("\n", "") for t in ax.get_yticklabels()] == [f"{key}{n}（5）" for n in range(4)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_texts_at_the_ends_lie_inside_and_no_two_names_overlap(lang: str, tmp_path: Path) -> None:
    with drawing():
        figure = tornado(BARS, 3.0, "单件社会总成本", "yuan/parcel", "元/件", "快快合作", "parcelflow", lang)
        save(figure, tmp_path / "t", ("png",), 100)
        ax, renderer = figure.axes[0], figure.canvas.get_renderer()  # type: ignore[attr-defined]
        frame = figure.bbox
        for text in ax.texts:
            box = text.get_window_extent(renderer)
            assert frame.x0 <= box.x0
            assert box.x1 <= frame.x1 + 1
        boxes = [t.get_window_extent(renderer) for t in ax.get_yticklabels()]
        assert all(not a.overlaps(b) for a, b in pairwise(boxes))
    assert (tmp_path / "t.png").stat().st_size > 5000
