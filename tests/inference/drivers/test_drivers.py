"""What a sensitivity study found: settings of its points, values by mode."""

from __future__ import annotations

import numpy as np

from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.responses import Responses
from tests.inference.drivers.test_one_at_a_time import turned


def test_without_a_design_there_are_no_points() -> None:
    one = turned()
    found = Drivers((0, 1, 2, 3), one, one.factors, None, Responses(np.zeros((0, 4, 1)), (), (), ()))
    assert found.values(0, 0).shape == (4, 0)
    assert (found.indices, found.between, found.method) == ({}, {}, "morris")


def test_shares_of_ranges_are_values_of_keys() -> None:
    one = turned()
    found = Drivers((0,), one, one.factors, None, Responses(np.zeros((0, 1, 1)), (), (), ()))
    assert found.settings(np.array([0.5, 1.0])) == {"strong": 1.0, "still": 2.0}
