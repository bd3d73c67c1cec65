"""Runs in space and time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.chart.line_runs import busiest_line, draw_line_runs, line_runs_figure, run_points
from sim.chart.style import drawing, new_figure
from tests.chart import made_up, plan_made


def test_a_run_goes_out_and_back_with_what_is_on_board() -> None:
    run = pd.Series({"departed": 1440 + 480.0, "returned": 1440 + 660.0, "loaded_parcels": 30})
    stops = pd.DataFrame({"sequence": [0, 1], "arrived": [1980.0, 2010.0], "departed": [1985.0, 2015.0], "dropped": [10, 20], "picked_up": [2, 0]})
    points = run_points(run, stops, np.array([0.0, 20.0, 30.0, 60.0]))
    assert points["hour"].tolist() == pytest.approx([8.0, 9.0, 1985 / 60 - 24, 9.5, 2015 / 60 - 24, 11.0])
    assert points["km"].tolist() == [0, 20, 20, 30, 30, 60]
    assert points["load"].tolist() == [30, 30, 22, 22, 2, 0]


def test_the_line_with_several_stops_that_carries_most_is_drawn() -> None:
    frames = plan_made.plan_frames(made_up.COUNTY)
    runs = frames["trace/runs"]
    assert busiest_line(runs, frames["routes"]).startswith("village/")
    assert busiest_line(runs.assign(loaded_parcels=0), frames["routes"]) == ""
    with drawing():
        picture = line_runs_figure(made_up.subject("en", frames))
    assert picture is not None
    assert picture.data["run"].nunique() == 4
    assert any("Town" in t.get_text() for t in picture.figure.texts)


def test_other_days_are_grey() -> None:
    points = pd.DataFrame({"hour": [8.0, 9.0], "km": [0.0, 10.0], "load": [5, 0]})
    route = pd.DataFrame({"place": ["a", "b"], "km": [0.0, 10.0]})
    with drawing():
        ax = new_figure(100, 60).add_subplot()
        draw_line_runs(ax, {1: points, 2: points}, {2}, route, {"a": "甲"})
    assert [line.get_color() for line in ax.lines] == ["#BBBBBB", "#0072B2"]
    assert [t.get_text() for t in ax.texts] == ["5"]
