"""What is out of order in a random scenario, and which of it was felt."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np

from sim.clock import NEVER
from sim.flow.disrupted import NOTHING_DISRUPTED, Disrupted
from sim.flow.draws import Draws
from sim.flow.model import simulate
from sim.flow.outcome import Outcome
from sim.plan.plan import ServicePlan

FELT = ["passes a closed stop", "takes others past a closed stop", "nobody boards at a closed stop"]
"""Names of what ``felt`` may find, all of which the fixed scenarios hold."""


def disrupted(rng: Random, plan: ServicePlan) -> Disrupted:
    """In one scenario of four, some stops are closed to some runs."""
    closed = _closed(rng, plan) if rng.random() < 0.25 else []
    return Disrupted(closed=np.array(closed, np.int64).reshape(-1, 2))


def _closed(rng: Random, plan: ServicePlan) -> list[tuple[int, int]]:
    runs = [(run, len(plan.lines[line].stops)) for run, line in enumerate(plan.timetable.line) if rng.random() < 0.3]
    return [(run, stop) for run, stops in runs for stop in range(stops) if rng.random() < 0.6]


def felt(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What came of it, seen against the same scenario with all in order."""
    if not len(draws.disrupted.closed):
        return set()
    runs, calm = outcome.runs, simulate(plan, replace(draws, disrupted=NOTHING_DISRUPTED))
    closed = draws.disrupted.closed
    fewer = (runs.departed < NEVER) & (runs.loaded < calm.runs.loaded) & np.isin(np.arange(len(runs.loaded)), closed[:, 0])
    shut = {(run, stop) for run, stop in closed.tolist()}
    picks = zip(outcome.pick_ups.run.tolist(), outcome.pick_ups.sequence.tolist(), outcome.pick_ups.left_behind.tolist(), strict=True)
    seen = {
        "passes a closed stop": fewer.any(),
        "takes others past a closed stop": (fewer & (runs.loaded > 0)).any(),
        "nobody boards at a closed stop": any((run, stop) in shut and left for run, stop, left in picks),
    }
    return {name for name, yes in seen.items() if yes}
