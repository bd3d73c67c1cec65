"""Two outcomes, row by row."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from sim.flow.outcome import Outcome


def differences(engine: Outcome, expected: Outcome, most: int = 5) -> list[str]:
    """Where an outcome differs from the one expected, in words; empty when they agree in every table, column and row."""
    found = []
    for table in ("milestones", "sent", "runs", "stops", "pick_ups", "shifts", "trips"):
        ours, theirs = getattr(engine, table), getattr(expected, table)
        for column in fields(theirs):
            found += _column(f"{table}.{column.name}", getattr(ours, column.name), getattr(theirs, column.name), most)
    rode = expected.rides.call >= 0
    found += _column("rides.call", engine.rides.call.ravel(), expected.rides.call.ravel(), most)
    found += _column("rides.ready", np.where(rode, engine.rides.ready, 0).ravel(), np.where(rode, expected.rides.ready, 0).ravel(), most)
    for name in ("compartment", "lost", "hub_arrived", "hub_ready"):
        found += _column(name, getattr(engine, name), getattr(expected, name), most)
    return found


def _column(name: str, ours: np.ndarray, theirs: np.ndarray, most: int) -> list[str]:
    if len(ours) != len(theirs):
        return [f"{name}: {len(ours)} rows, expected {len(theirs)}"]
    rows = np.flatnonzero(np.asarray(ours, np.int64) != np.asarray(theirs, np.int64))
    return [f"{name}[{r}] = {ours[r]}, expected {theirs[r]} ({len(rows)} rows differ)" for r in rows[:most]]
