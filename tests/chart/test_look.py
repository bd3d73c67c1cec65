"""Modes are told apart by colour, dash and mark, in print and on a screen."""

from __future__ import annotations

from typing import get_args

from matplotlib.colors import to_rgb

from sim.chart.info import ChartSpec
from sim.chart.look import COLOURS, DASHES, FORMATS, MARKERS


def test_colours_and_marks_are_as_many_and_none_is_twice() -> None:
    assert len(set(COLOURS)) == len(COLOURS) == len(set(MARKERS)) == len(MARKERS)
    assert len(set(DASHES)) == len(DASHES)


def test_no_colour_is_too_pale_for_a_line() -> None:
    for colour in COLOURS:
        red, green, blue = to_rgb(colour)
        assert 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.75, colour


def test_formats_are_those_that_a_config_may_name() -> None:
    assert set(get_args(get_args(ChartSpec.model_fields["formats"].annotation)[0])) == set(FORMATS)
