"""The full trace of a simulation: a row a parcel, run, stop and shift, times in minutes and empty where not reached."""

from __future__ import annotations

import numpy as np
import pytest

from sim.clock import MINUTE, NEVER
from sim.measure.trace import MILESTONES, trace_tables
from tests.measure import small


@pytest.fixture(scope="module")
def tables() -> dict:
    return trace_tables(*small.case(5), range(small.WARM, small.WARM + small.MEASURED), replication=4)


def test_a_row_each_with_mode_and_replication(tables: dict) -> None:
    plan, draws, outcome = small.case(5)
    assert {k: len(t) for k, t in tables.items()} == {"parcels": len(draws.parcels), "rides": 0, "runs": len(plan.timetable.line), "stops": len(outcome.stops.run), "stages": len(outcome.shifts.start)}
    for table in tables.values():
        assert list(table.columns[:2]) == ["mode", "replication"]
        assert set(table["replication"]) <= {4}


def test_times_are_minutes_and_what_is_not_reached_is_empty(tables: dict) -> None:
    m = small.case(5)[2].milestones
    for name in MILESTONES:
        time = getattr(m, name)
        assert tables["parcels"][name].isna().tolist() == (time >= NEVER).tolist()
        assert tables["parcels"][name].dropna().to_numpy() == pytest.approx(time[time < NEVER] / MINUTE)


def test_runs_that_parcels_took_are_those_of_the_table(tables: dict) -> None:
    for column in ("hub_run", "village_run"):
        assert set(tables["parcels"][column].dropna()) <= set(tables["runs"]["run"])


def test_a_host_has_no_vehicle_of_ours(tables: dict) -> None:
    runs = tables["runs"]
    assert set(runs.loc[runs["line"] == "post", "vehicle"]) == {""}
    assert all("#" in v for v in runs.loc[runs["line"] == "trunk", "vehicle"] if v)


def test_places_of_stops_are_the_lines_in_their_order(tables: dict) -> None:
    assert set(tables["stops"]["place"]) <= {p.code for p in small.plan().places}


def test_crews_are_paid_for_their_shift(tables: dict) -> None:
    stages = tables["stages"]
    shift = (stages["shift_end"] - stages["shift_start"]) * stages["crew"]
    assert np.allclose(stages["paid_minutes"], shift)
