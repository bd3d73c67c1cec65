"""The chart of intervals against replications: which targets it shows, and what it draws of one."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from sim.chart.precision import TARGET, draw_precision, shown_targets
from tests.chart import made_up

HISTORY = made_up.precision()
LOOKS = made_up.INFO.looks("en")


def test_targets_without_an_interval_are_left_out_and_the_widest_stay() -> None:
    shown = shown_targets(HISTORY)
    assert ("within_24h", "own", "") not in shown  # never varies
    assert not [t for t in shown if t[0] == "at_village_p90_h" and "post" in t]  # infinite
    assert len(shown) == 12 - 1 - 2
    last = HISTORY[HISTORY["n"] == 30].set_index(TARGET)
    excess = {t: (last.loc[t, "ci_high"] - last.loc[t, "ci_low"]) / last.loc[t, "limit"] for t in shown}
    assert set(shown_targets(HISTORY, 3)) == set(sorted(excess, key=excess.__getitem__)[-3:])


def test_the_dashed_lines_are_as_far_apart_as_was_asked(ax: Axes) -> None:
    rows = dict(list(HISTORY.groupby(TARGET)))["cost_system_parcel", "joint", ""]
    draw_precision(ax, rows, LOOKS, "en")
    ends = sorted(line.get_ydata()[0] for line in ax.lines[:2])
    last = rows.iloc[-1]
    assert ends == pytest.approx([last["mean"] - last["limit"], last["mean"] + last["limit"]])
    assert last["limit"] == pytest.approx(0.05 * last["mean"])
    assert np.array_equal(ax.lines[2].get_ydata(), rows["mean"])
    assert ax.lines[2].get_color() == LOOKS[1].colour
    assert ax.get_title().replace("\n", " ") == "system cost a parcel (yuan/parcel) joint delivery by couriers"


def test_a_target_that_was_not_reached_says_so(ax: Axes) -> None:
    by_target = dict(list(HISTORY.groupby(TARGET)))
    draw_precision(ax, by_target["within_24h", "post", ""], LOOKS, "en")
    assert [t.get_text() for t in ax.texts] == ["not reached"]
    assert by_target["within_24h", "post", ""].iloc[-1]["state"] == "open"


def test_a_difference_names_both(ax: Axes) -> None:
    draw_precision(ax, dict(list(HISTORY.groupby(TARGET)))["cost_system_parcel", "joint", "post"], LOOKS, "en", 400)
    assert "joint delivery by couriers − post carries for couriers" in ax.get_title()
