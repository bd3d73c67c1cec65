"""What a trace tells of villages and days."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.clock import HOUR
from sim.measure.chain import parcels_of
from sim.measure.trace import trace_tables
from sim.measure.traced import busiest_day, of_day, one_replication, pooled_inbound, village_backlog, village_times
from tests.measure import small

NAN = float("nan")
PARCELS = pd.DataFrame(
    [
        ("m", 0, "joint", "a", "inbound", 0.0, 60.0, 120.0, 300.0, 360.0, 600.0),
        ("m", 0, "joint", "b", "inbound", 0.0, 60.0, NAN, NAN, 180.0, 240.0),
        ("m", 0, "joint", "a", "inbound", 0.0, 60.0, 120.0, NAN, NAN, NAN),
        ("m", 0, "", "a", "inbound", 1500.0, NAN, NAN, NAN, NAN, NAN),
        ("m", 0, "joint", "a", "outbound", 0.0, NAN, NAN, NAN, NAN, NAN),
        ("m", 1, "joint", "a", "inbound", 0.0, NAN, NAN, NAN, NAN, NAN),
    ],
    columns=["mode", "replication", "pool", "village", "direction", "entered_hub", "left_hub", "entered_township", "left_township", "at_point", "in_hand"],
)


def test_one_replication_of_the_pool_inbound() -> None:
    mine = one_replication(PARCELS, "m")
    assert set(mine["replication"]) == {0}
    assert one_replication(PARCELS, "other").empty
    assert len(pooled_inbound(mine, ["a", "b"])) == 3
    assert len(pooled_inbound(mine.assign(pool=""), ["a"])) == 3


def test_parts_of_the_time_add_up_and_are_those_of_measured_days() -> None:
    plan, draws, outcome = small.case(7)
    days = range(small.WARM, small.WARM + small.MEASURED)
    parcels = trace_tables(plan, draws, outcome, days)["parcels"]
    found = village_times(pooled_inbound(parcels, plan.villages))
    case = small.measured(7)
    for row in found.itertuples():
        through, _ = parcels_of(case, plan.villages.index(row.village), False)
        spent = (outcome.milestones.in_hand - draws.parcels.entered_hub)[through]
        assert row.parcels == len(through)
        assert row.total == pytest.approx(spent.mean() / HOUR)
    assert found["total"].is_monotonic_decreasing


def test_what_waits_at_the_end_of_each_day() -> None:
    parcels = pd.DataFrame({"village": ["a", "a", "a", "b"], "entered_hub": [10.0, 10.0, 1500.0, 2900.0], "at_point": [700.0, 1500.0, np.nan, 2950.0]})
    waiting = village_backlog(parcels)
    assert waiting.loc["a"].tolist() == [1, 1, 1]
    assert waiting.loc["b"].tolist() == [0, 0, 0]


def test_the_busiest_day() -> None:
    runs = pd.DataFrame({"departed": [500.0, 1940.0, 2000.0, NAN], "loaded_parcels": [90, 50, 60, 500]})
    assert busiest_day(runs) == 1
    assert of_day(runs, 1)["loaded_parcels"].tolist() == [50, 60]
    assert busiest_day(runs.head(0)) == 0
