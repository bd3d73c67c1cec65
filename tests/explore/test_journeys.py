"""Journeys are the runs of the trace: the same stops at the same times; between them a vehicle is on the straight line."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.clock import DAY as DAY_MS
from sim.clock import MINUTE
from sim.explore.journeys import Halt, Journey, journeys
from sim.explore.page_data import place_numbers
from tests.explore.traced import DAY, day, trace
from tests.service import small_county as small

SPOTS = [(0.0, 0.0), (100.0, 0.0), (100.0, 50.0)]
ROUND = Journey(
    line="a", vehicle="v#0", kind="van",
    halts=(
        Halt(place=0, arrived=1000, left=1000, aboard=9), Halt(place=1, arrived=2000, left=2500, aboard=5),
        Halt(place=2, arrived=3500, left=3600, aboard=0), Halt(place=0, arrived=5600, left=5600, aboard=0),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("time", "spot"),
    [(999, None), (1000, (0, 0)), (1500, (50, 0)), (2000, (100, 0)), (2400, (100, 0)), (3000, (100, 25)), (4600, (50, 25)), (5600, (0, 0)), (5601, None)],
)
def test_a_vehicle_stands_at_its_stops_and_drives_evenly_between_them(time: int, spot: tuple[float, float] | None) -> None:
    assert ROUND.at(time, SPOTS) == (None if spot is None else pytest.approx(spot))


def test_every_run_under_way_is_there_with_its_stops_and_times() -> None:
    tables, numbers = trace(), place_numbers(small.county())
    runs, found = tables["runs"].set_index("run"), day().journeys
    out = runs[(runs["departed"] < (DAY + 1) * 1440) & ~(runs["returned"] <= DAY * 1440)].sort_values("departed", kind="stable")
    assert len(found) == len(out) > 3
    of_run = dict(iter(tables["stops"].dropna(subset=["departed"]).groupby("run")))
    for journey in found:
        (run,) = [n for n in out.index if _ms(out.loc[n, "departed"]) == journey.halts[0].left and out.loc[n, "line"] == journey.line][:1]
        stops = of_run.get(run, pd.DataFrame(columns=tables["stops"].columns))
        back = [] if np.isnan(out.loc[run, "returned"]) else [_ms(out.loc[run, "returned"])]
        assert [h.arrived for h in journey.halts] == [_ms(out.loc[run, "departed"]), *map(_ms, stops["arrived"]), *back]
        assert [h.place for h in journey.halts[1 : 1 + len(stops)]] == [numbers[code] for code in stops["place"]]
        assert journey.halts[0].aboard == out.loc[run, "loaded_parcels"]


def test_a_run_that_did_not_leave_is_not_there() -> None:
    runs = trace()["runs"].assign(departed=np.nan, returned=np.nan)
    assert journeys(runs, trace()["stops"], place_numbers(small.county()), DAY) == ()


def _ms(minutes: float) -> int:
    return round(minutes * MINUTE) - DAY * DAY_MS
