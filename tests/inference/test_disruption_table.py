"""Means over replications, by day and place and by cause."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sim.inference.disruption_table import by_cause, disruptions
from sim.parameters import Parameters

HEADS = ("cause", "day", "township_name", "name", "runs_off", "stops_left_out", "away", "parcels", "delay_h")


def replication(*rows: tuple[Any, ...]) -> Any:
    columns = zip(*rows, strict=True) if rows else [()] * len(HEADS)
    return SimpleNamespace(disruptions=dict(zip(HEADS, map(list, columns), strict=True)))


def test_what_happens_in_one_replication_of_two_counts_half() -> None:
    first = replication(("road", 8, "A", "x", 1, 0, 0, 10, 240.0), ("road", 9, "A", "x", 1, 0, 0, 2, 48.0))
    parameters = Parameters.model_validate({"horizon": {"start_date": "2026-03-02"}})
    table = disruptions({"one": [first, replication()], "other": [replication(), replication()]}, parameters)
    assert table[["mode", "date", "runs_off", "parcels", "delay_h"]].to_numpy().tolist() == [
        ["one", "2026-03-10", 0.5, 5.0, 120.0], ["one", "2026-03-11", 0.5, 1.0, 24.0],
    ]  # fmt: skip
    assert by_cause(table)[["mode", "cause", "parcels", "days"]].to_numpy().tolist() == [["one", "road", 6.0, 2]]
    assert not len(disruptions({"one": [replication()]}, parameters))
