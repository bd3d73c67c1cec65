"""What each figure shows, against numbers made up."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes

from sim.chart.cost_lines import draw_cost_lines
from sim.chart.cost_volume import binned_median, draw_cost_volume
from sim.chart.decomposition import draw_decomposition
from sim.chart.delivery_time import draw_delivery_time
from sim.chart.hub_load import draw_hub_load, groups_alike
from sim.chart.info import ChartSpec, PlanInfo
from sim.chart.style import drawing, new_figure
from sim.chart.trade_off import draw_trade_off, non_dominated
from sim.chart.village_map import draw_village_map, map_note, map_title, nice_length, panel_grid, pooled_scale, village_values
from tests.chart import made_up

COUNTY = made_up.county()
FRAMES = made_up.frames(tuple(v.code for v in COUNTY.villages))
LOOKS = made_up.INFO.looks("zh")


@pytest.fixture
def ax() -> Axes:
    with drawing():
        return new_figure(100, 80).add_subplot()


def labels(ax: Axes) -> list[str]:
    return ax.get_legend_handles_labels()[1]


def test_delivery_time_has_a_curve_a_mode_and_its_share_at_24_hours(ax: Axes) -> None:
    table = pd.DataFrame([("own", 0.0, 0.0), ("own", 48.0, 1.0), ("joint", 0.0, 0.0), ("joint", 24.0, 0.9), ("joint", 48.0, 0.9)], columns=["mode", "hours", "share"])
    draw_delivery_time(ax, table, LOOKS)
    assert labels(ax) == ["现状自取  50%", "快快合作  90%"]
    assert ax.get_xlim() == (0, 48)
    assert [line.get_color() for line in ax.lines[:2]] == [LOOKS[0].colour, LOOKS[1].colour]


def test_delivery_time_of_modes_that_never_deliver_is_still_drawn(ax: Axes) -> None:
    table = pd.DataFrame({"mode": "own", "hours": [0.0, 168.0], "share": [0.0, 0.0]})
    draw_delivery_time(ax, table, LOOKS)
    assert labels(ax) == ["现状自取  0%"]


def test_decomposition_stacks_to_the_sum(ax: Axes) -> None:
    draw_decomposition(ax, FRAMES["decomposition"], LOOKS)
    ends = [max(bar.get_x() + bar.get_width() for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - y) < 0.1) for y in range(len(LOOKS))]
    sums = FRAMES["decomposition"].groupby("mode", sort=False)["hours"].sum()
    assert ends == pytest.approx([sums[look.key] for look in LOOKS])
    assert labels(ax) == ["处理", "等候发车", "运输", "等候开门", "等待取件"]


def test_cost_lines_stack_costs_right_and_gains_left_of_zero(ax: Axes) -> None:
    costs = pd.DataFrame([("own", "operators", -0.5), ("own", "public", 1.0), ("own", "residents", 2.0)], columns=["mode", "line", "yuan_parcel"])
    total = pd.DataFrame([("own", 2.5, 2.4, 2.6)], columns=["mode", "mean", "ci_low", "ci_high"])
    draw_cost_lines(ax, costs, total, LOOKS)
    spans = [tuple(round(v, 9) for v in sorted((b.get_x(), b.get_x() + b.get_width()))) for b in ax.patches]
    assert spans == [(-0.5, 0.0), (0.0, 1.0), (1.0, 3.0)]
    assert "2.50 [2.40, 2.60]" in [t.get_text() for t in ax.texts]
    assert ax.get_xlim()[0] < -0.5


def test_cost_lines_without_an_interval_print_the_sum_alone(ax: Axes) -> None:
    draw_cost_lines(ax, FRAMES["costs"], pd.DataFrame(columns=["mode", "mean", "ci_low", "ci_high"]), LOOKS)
    assert "4.50" in [t.get_text() for t in ax.texts]


def test_the_figure_of_a_part_stays_clear_of_the_whisker(ax: Axes) -> None:
    costs = pd.DataFrame([("own", "operators", 6.0), ("own", "residents", 4.0), ("joint", "operators", 6.0), ("joint", "residents", 4.0)], columns=["mode", "line", "yuan_parcel"])
    total = pd.DataFrame([("own", 10.0, 8.0, 12.0), ("joint", 10.0, 6.5, 13.5)], columns=["mode", "mean", "ci_low", "ci_high"])
    draw_cost_lines(ax, costs, total, LOOKS)
    inside = {(t.get_text(), t.get_position()) for t in ax.texts if t.get_text() == "4.00"}
    assert inside == {("4.00", (7.0, 0))}


def test_a_mode_of_which_nothing_was_delivered_has_no_bar_and_no_curve(ax: Axes) -> None:
    def but_post(name: str, column: str) -> pd.DataFrame:
        table = FRAMES[name].copy()
        table.loc[table["mode"] == "post", column] = math.nan
        return table

    names = [look.name for look in LOOKS if look.key != "post"]
    draw_delivery_time(ax, but_post("distribution", "share"), LOOKS)
    assert sorted(text.partition("  ")[0].removesuffix("（只到乡镇，不可比）") for text in labels(ax)) == sorted(names)
    for draw, frame in ((draw_decomposition, but_post("decomposition", "hours")), (draw_cost_lines, but_post("costs", "yuan_parcel"))):
        with drawing():
            other = new_figure(100, 80).add_subplot()
        draw(other, frame, *([FRAMES["summary"].iloc[:0]] if draw is draw_cost_lines else []), LOOKS)
        assert [t.get_text().replace("\n", "") for t in other.get_yticklabels()] == names


def test_binned_median_by_hand() -> None:
    x = np.array([1.0] * 5 + [100.0] * 5 + [10.0])
    y = np.array([1.0, 2, 3, 4, 5, 10, 20, 30, 40, 50, 99])
    at, median = binned_median(x, y, bins=4)
    assert at.tolist() == [1.0, 100.0]  # the bin of one village is left out
    assert median.tolist() == [3.0, 30.0]
    assert binned_median(np.empty(0), np.empty(0))[0].size == 0


def test_cost_volume_leaves_out_villages_without_visits_and_counts_what_is_off_the_axis(ax: Axes) -> None:
    table = pd.DataFrame({"mode": "joint", "village": "v", "parcels_visit": [10.0] * 99 + [20.0, 0.0, math.nan], "cost_parcel": [1.0] * 99 + [50.0, 1.0, 1.0]})
    note = draw_cost_volume(ax, table, LOOKS, "en")
    assert note == "1 of 100 dots lie above the axis."
    assert labels(ax) == ["快快合作"]


def test_non_dominated_by_hand() -> None:
    table = pd.DataFrame({"time": {"a": 1.0, "b": 2.0, "c": 3.0, "d": 2.0, "e": 4.0}, "cost": {"a": 9.0, "b": 5.0, "c": 6.0, "d": 7.0, "e": 1.0}})
    assert non_dominated(table) == ["a", "b", "e"]


def test_trade_off_leaves_out_modes_without_both_kpis(ax: Axes) -> None:
    summary = FRAMES["summary"]
    summary = summary[~((summary["mode"] == "post") & (summary["kpi"] == "in_hand_mean_h"))]
    draw_trade_off(ax, summary, LOOKS)
    assert labels(ax) == [look.name for look in LOOKS if look.key != "post"]
    front = ax.lines[0].get_xydata()
    assert (np.diff(front[:, 0]) > 0).all()
    assert (np.diff(front[:, 1]) < 0).all()


def test_a_time_that_ends_at_the_township_beats_no_time_that_ends_in_the_village(ax: Axes) -> None:
    rows = [(m, k, v, v, v) for m, t, c in (("own", 5.0, 9.0), ("joint", 10.0, 6.0), ("bus", 20.0, 3.0)) for k, v in (("at_village_mean_h", t), ("in_hand_mean_h", t), ("cost_system_parcel", c))]
    summary = pd.DataFrame(rows, columns=["mode", "kpi", "mean", "ci_low", "ci_high"])
    assert draw_trade_off(ax, summary, LOOKS, time="at_village_mean_h")
    assert ax.lines[0].get_xydata().tolist() == [[10.0, 6.0], [20.0, 3.0]]
    with drawing():
        other = new_figure(100, 80).add_subplot()
    assert draw_trade_off(other, summary, LOOKS)
    assert other.lines[0].get_xydata().tolist() == [[5.0, 9.0], [10.0, 6.0], [20.0, 3.0]]
    assert not draw_trade_off(other, summary[summary["mode"] == "bus"], LOOKS)


def test_modes_with_the_same_hub_share_a_panel() -> None:
    groups = groups_alike(FRAMES["hub_hours"], made_up.INFO.hub_departures, LOOKS)
    assert [[look.key for look in g] for g in groups] == [["own"], ["joint", "post", "shop"], ["bus"]]


def test_hub_load_marks_each_departure(ax: Axes) -> None:
    hours = FRAMES["hub_hours"]
    draw_hub_load(ax, hours[hours["mode"] == "bus"], (7.5, 10.5, 13.5, 16.5))
    assert [line.get_xdata()[0] for line in ax.lines[1:]] == [7.5, 10.5, 13.5, 16.5]
    assert labels(ax).count("发车") == 1


def test_map_colours_the_right_village(ax: Axes) -> None:
    rows = pd.DataFrame({"mode": "own", "village": ["v3", "v0"], "kpi": [30.0, 0.5]})
    values = village_values(rows, COUNTY, "own", "kpi")
    assert (values[3], values[0]) == (30.0, 0.5)
    assert np.isnan(values[1])
    dots = draw_village_map(ax, COUNTY, values, pooled_scale(values))
    assert dots.get_offsets().tolist() == [[v.x_km, v.y_km] for v in (COUNTY.villages[0], COUNTY.villages[3])]
    assert ax.get_aspect() == 1.0


def test_one_scale_for_all_panels() -> None:
    scale = pooled_scale(np.append(np.linspace(0, 100, 101), np.nan))
    assert (scale.low, scale.high, scale.extend) == (pytest.approx(2), pytest.approx(98), "both")
    assert pooled_scale(np.full(3, 7.0)).low < 7 < pooled_scale(np.full(3, 7.0)).high
    assert pooled_scale(np.full(3, np.nan)).extend == "neither"


def test_a_map_says_when_it_is_schematic_and_what_is_synthetic() -> None:
    assert map_title(replace(COUNTY, schematic=True), "各村时间", "小时") == "示例县各村时间（小时，示意图）"
    assert map_title(COUNTY, "time", "hours", "en") == "Made-up County: time (hours)"
    assert map_note(COUNTY, "en") == "Synthetic positions (placed by a rule, not surveyed): 120 of 120 villages, 2 of 5 township seats."
    surveyed = replace(
        COUNTY, villages=tuple(replace(v, position_status="user") for v in COUNTY.villages), townships=tuple(replace(t, status="real") for t in COUNTY.townships)
    )
    assert map_note(surveyed) == ""


def test_lengths_of_scale_bars() -> None:
    assert [nice_length(km) for km in (0.7, 1.0, 4.9, 13, 60)] == [0.5, 1, 2, 10, 50]
    assert panel_grid(range(5), COUNTY) == (2, 3)


def test_a_subset_of_modes_keeps_its_colours() -> None:
    order = tuple(m.key for m in made_up.MODES)
    some = PlanInfo(made_up.MODES[3:], order=order).looks()
    assert [look.colour for look in some] == [look.colour for look in LOOKS[3:]]
    assert len({look.colour for look in LOOKS}) == len(LOOKS)


def test_overloaded_modes_say_so_in_both_languages() -> None:
    assert LOOKS[2].name == "邮快合作（超负荷）"
    assert made_up.INFO.looks("en")[2].name == "post carries for couriers (overloaded)"


def test_the_shipped_chart_config_fits_its_schema() -> None:
    from pathlib import Path

    import yaml

    for file in (Path(__file__).parents[2] / "conf" / "chart").glob("*.yaml"):
        spec = ChartSpec.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        modes = {p.stem for p in (Path(__file__).parents[2] / "conf" / "mode").glob("*.yaml")}
        assert set(spec.order) <= modes
