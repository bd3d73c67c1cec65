"""What tests of figures draw on."""

from __future__ import annotations

import pytest
from matplotlib.axes import Axes

from sim.chart.style import drawing, new_figure


@pytest.fixture
def ax() -> Axes:
    """Axes of an empty figure."""
    with drawing():
        return new_figure(100, 80).add_subplot()
