"""A day at work."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from sim.chart.day_work import HOSTS, OWN, day_work_figure, draw_crews_at_work, draw_vehicles_at_work
from sim.chart.style import drawing
from tests.chart import made_up, plan_made

TRACE = plan_made.trace(made_up.COUNTY)


def test_a_bar_a_run_from_departure_to_return(ax: Axes) -> None:
    runs = TRACE["runs"].head(2).assign(host=[False, True])
    ax.set_xlim(5, 20)
    draw_vehicles_at_work(ax, runs, {"hub": "县中心"}, {"minivan": "微面"})
    assert [bar.get_x() for bar in ax.patches] == [8.5, 11.0]
    assert [t.get_text() for t in ax.texts] == ["200", "201"]
    assert ax.get_yticklabels()[0].get_text() == "县中心 微面"
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == [OWN.lower(), HOSTS.lower()]


def test_a_number_that_a_short_bar_cannot_hold_stands_behind_it(ax: Axes) -> None:
    runs = TRACE["runs"].head(1).assign(host=False, returned=TRACE["runs"]["departed"].head(1) + 6)
    ax.set_xlim(5, 20)
    draw_vehicles_at_work(ax, runs, {}, {})
    assert ax.texts[0].get_position()[0] > 8.6


def test_a_number_stands_before_a_short_bar_where_the_next_run_is_near(ax: Axes) -> None:
    first = TRACE["runs"].head(1)
    runs = pd.concat([first, first.assign(departed=first["departed"] + 20)], ignore_index=True).assign(host=False)
    ax.set_xlim(5, 20)
    draw_vehicles_at_work(ax, runs.assign(returned=runs["departed"] + 6), {}, {})
    assert [t.get_ha() for t in ax.texts] == ["right", "left"]
    assert ax.texts[0].get_position()[0] < 8.5


def test_hosts_runs_with_parcels_are_drawn_by_line() -> None:
    frames = plan_made.plan_frames(made_up.COUNTY)
    runs = frames["trace/runs"]
    hosts = runs.assign(vehicle=runs["vehicle"].where(~runs["line"].str.startswith("village"), ""))
    hosts.loc[hosts["line"] == "village/0", ["loaded_parcels", "picked_up_parcels"]] = 0
    with drawing():
        picture = day_work_figure(made_up.subject("zh", {**frames, "trace/runs": hosts}))
    assert picture is not None
    assert sorted(picture.data.loc[picture.data["host"], "vehicle"]) == [f"village/{t}#0" for t in (1, 2, 3, 4)]
    twice = pd.concat([hosts, hosts[hosts["line"] == "village/1"].assign(run=lambda rows: rows["run"] + 1000)])
    with drawing():
        both = day_work_figure(made_up.subject("zh", {**frames, "trace/runs": twice}))
    assert both is not None
    assert sorted(v for v in both.data["vehicle"] if v.startswith("village/1")) == ["village/1#0", "village/1#1"], "runs under way at once have rows of their own"
    assert [t.get_text() for t in picture.figure.legends[0].get_texts()] == ["车队车辆", "承运方车辆（按线路）"]


def test_a_bar_a_shift_with_its_people(ax: Axes) -> None:
    draw_crews_at_work(ax, TRACE["stages"].head(1), {"hub": "县中心"})
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(6.0, 4.0)]
    assert ax.texts[0].get_text() == "4人 38%"


def test_the_busiest_day_is_drawn_and_none_without_a_trace() -> None:
    frames = plan_made.plan_frames(made_up.COUNTY)
    with drawing():
        picture = day_work_figure(made_up.subject("en", frames))
        none = day_work_figure(made_up.subject("en", {**frames, "trace/runs": frames["trace/runs"].assign(mode="other")}))
    assert picture is not None
    assert any("day 4" in t.get_text() for t in picture.figure.texts)
    assert none is None
