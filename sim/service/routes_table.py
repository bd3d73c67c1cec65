"""Where the lines of a plan go, stop by stop, as a table that maps and line diagrams are drawn of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import pandas as pd

from sim.plan.line import Line
from sim.plan.plan import ServicePlan

ROUTES = ["line", "name", "leg", "sequence", "place", "x_km", "y_km", "km"]


def routes_table(plan: ServicePlan) -> pd.DataFrame:
    """A row a line and place in driving order: the base (``sequence`` -1), the stops from 0 on, the base again.

    ``x_km`` and ``y_km`` are positions on the county's plane; ``km`` is the way driven from the base.
    """
    rows = [row for line in plan.lines for row in _rows(plan, line)]
    return pd.DataFrame(rows, columns=ROUTES)


def _rows(plan: ServicePlan, line: Line) -> Iterator[tuple[object, ...]]:
    places = [line.base, *(stop.place for stop in line.stops), line.base]
    driven = accumulate((0.0, *(stop.km for stop in line.stops), line.back_km))
    for i, (number, km) in enumerate(zip(places, driven, strict=True)):
        place = plan.places[number]
        yield line.key, line.name, str(line.leg), i - 1, place.code, place.x_km, place.y_km, round(km, 3)
