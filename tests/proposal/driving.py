"""What a sensitivity study found, made up for the tests of its words, tables, charts and page: two keys of which the
first moves the cost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from sim.inference.drivers.drivers import Drivers
from sim.inference.drivers.indices import Method, Sampling, analyse
from sim.inference.drivers.responses import Responses
from tests.inference.drivers.test_one_at_a_time import KPI, turned


def block(a: float, b: float) -> list[tuple[float, float]]:
    """A Saltelli block of two inputs: a point, the points that take one input from the other end, and the other end."""
    return [(a, b), (1 - a, b), (a, 1 - b), (1 - a, 1 - b)]


OVERLOAD = (("镇1", "town 1"),)
NOISE = np.array([0.1, -0.1, 0.05, 0.0])
UNIT = {
    "morris": np.array([[0, 0], [1, 0], [1, 1], [0, 1], [1, 1], [1, 0], [0, 0], [0, 1], [1, 1]], float),
    "sobol": np.array([point for a, b in ((0.1, 0.2), (0.8, 0.4), (0.3, 0.9), (0.6, 0.6)) for point in block(a, b)]),
}
"""Points of both designs: three trajectories, four blocks."""


@cache
def drivers(method: Method = "morris", slope: float = 4.0) -> Drivers:
    """The cost is ``slope`` times the first key's share of its range, on the same parcels at every point."""
    one, unit = turned(), UNIT[method]
    y = 5 + NOISE[:, None] + slope * unit[:, 0]
    design = Sampling(method, unit, 3 if method == "morris" else 4, 1)
    responses = of(y.T[:, :, None])
    return Drivers(
        (0, 1, 2, 3), one, one.factors, design, responses, {("m", KPI): analyse(design, y)}, method=method, samples=4
    )


def of(values: np.ndarray, **parts: Any) -> Responses:
    """Responses of which every point has a plan, but for what ``parts`` say."""
    n = len(values)
    return replace(Responses(values, ("ok",) * n, ("",) * n, ((),) * n), **parts)


def undesigned() -> Drivers:
    """A study in which no key moves anything, so that there is no design."""
    one = turned()
    none = Responses(np.zeros((0, 4, 1)), (), (), ())
    return Drivers((0, 1, 2, 3), one, one.factors, None, none)


def overloaded() -> Drivers:
    """The same as ``drivers``, with one end of the first key refused and one overloaded."""
    found = drivers()
    ends = replace(
        found.turned.ends, state=("refused", "ok", "ok", "ok"), message=("no plan", "", "", ""),
        overloads=((), OVERLOAD, (), ()),
    )
    return replace(found, turned=replace(found.turned, ends=ends))
