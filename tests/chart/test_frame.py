"""Panels, axes, intervals and sentences as all figures have them."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.axes import Axes

from sim.chart.frame import label_log, listed, log_steps, number_in, panels, rows_of, sentence, whiskers, widest
from sim.chart.style import drawing, new_figure


def test_panels_fill_rows_and_name_their_outer_axes() -> None:
    with drawing():
        grid = panels(new_figure(160, 90), 5, 3, sharex=True, sharey=True)
        grid.label_below("km")
        grid.label_left("yuan")
    assert (len(grid.shown), len(grid.spare), rows_of(5, 3)) == (5, 1, 2)
    assert [ax.get_xlabel() for ax in grid.shown] == ["", "", "km", "km", "km"]
    assert [ax.get_ylabel() for ax in grid.shown] == ["yuan", "", "", "yuan", ""]
    assert not grid.spare[0].get_visible()


@pytest.mark.parametrize(("unit", "text"), [("share", "12.5%"), ("h", "0.125")])
def test_axes_are_numbered_in_the_unit(ax: Axes, unit: str, text: str) -> None:
    number_in(ax.yaxis, unit)
    assert ax.yaxis.get_major_formatter()(0.125) == text


def test_logarithmic_axes_are_labelled_at_round_numbers(ax: Axes) -> None:
    ax.set_xscale("log")
    label_log(ax.xaxis, log_steps(0.15, 12))
    assert np.allclose(ax.get_xticks(), [0.2, 0.5, 1, 2, 5, 10])
    assert len(ax.xaxis.get_minorticklocs()) == 0


def test_whiskers_never_go_backwards_and_are_none_where_ends_are_unknown() -> None:
    got = whiskers(np.array([2.0, 2.0]), np.array([1.5, np.nan]), np.array([1.9, np.nan]))
    assert np.allclose(got, [[0.5, 0.0], [0.0, 0.0]])


def test_what_there_is_to_say_is_one_sentence() -> None:
    assert sentence(["a", "", "b"], "en", "Note: ") == "Note: a; b."
    assert sentence(["", ""], "zh", "注：") == ""
    assert listed(["甲", "乙"], "zh") == "甲、乙"


def test_the_longest_line_of_all_names_counts() -> None:
    assert widest(["ab\nabcd", "abc"], 8) == widest(["abcd"], 8) > 0 == widest([], 8)
