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

FELT = [
    "passes a closed stop", "takes others past a closed stop", "nobody boards at a closed stop",
    "waits for another unit", "cancelled as its unit is out", "another unit goes",
    "finished later by a smaller crew", "nobody of a crew is there",
    "fetched later as the keeper was away", "shelved later as the keeper was away", "to the door later as the keeper was away",
    "accepted later as the keeper was away",
]  # fmt: skip
"""Names of what ``felt`` may find, all of which the fixed scenarios hold."""


def disrupted(rng: Random, plan: ServicePlan) -> Disrupted:
    """In one scenario of four each, some stops are closed to some runs, units are out for a day, and some of a crew are not there."""
    closed, out, absent = (make(rng, plan) if rng.random() < 0.25 else [] for make in (_closed, _out, _absent))
    return Disrupted(closed=_rows(closed, 2), out=_rows(out, 3), absent=_rows(absent, 3), shut=_rows(_shut(plan), 2))


def _rows(rows: list[tuple[int, ...]], columns: int) -> np.ndarray:
    return np.array(rows, np.int64).reshape(-1, columns)


def _closed(rng: Random, plan: ServicePlan) -> list[tuple[int, ...]]:
    runs = [(run, len(plan.lines[line].stops)) for run, line in enumerate(plan.timetable.line) if rng.random() < 0.3]
    return [(run, stop) for run, stops in runs for stop in range(stops) if rng.random() < 0.6]


def _out(rng: Random, plan: ServicePlan) -> list[tuple[int, ...]]:
    units = [(depot, unit) for depot, of in enumerate(plan.depots) for unit in range(of.count)]
    return [(depot, unit, day) for depot, unit in units for day in range(plan.days) if rng.random() < 0.3]


def _absent(rng: Random, plan: ServicePlan) -> list[tuple[int, ...]]:
    handled = {stage.crew for of in plan.handlings for stage in of.stages}
    shifts = [(number, i, shift.people) for number, crew in enumerate(plan.crews) if crew in handled for i, shift in enumerate(crew.shifts)]
    return [(crew, i, rng.randint(1, people)) for crew, i, people in shifts if people and rng.random() < 0.3]


def _shut(plan: ServicePlan) -> list[tuple[int, ...]]:
    """In one scenario of four, points whose keeper is away; with draws of its own, so that all else stays as it was."""
    own = Random(f"shut {plan.horizon} {len(plan.timetable.line)} {len(plan.points)}")
    share = own.choice([0.0, 0.0, 0.0, 0.3])
    kept = [number for number, point in enumerate(plan.points) if plan.places[point.place].level == "village"]
    return [(number, day) for number in kept for day in range(plan.days) if own.random() < share]


def felt(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    """What came of it, seen against the same scenario with that in order."""
    return {*_felt_roads(plan, draws, outcome), *_felt_units(plan, draws, outcome), *_felt_crews(plan, draws, outcome), *_felt_keepers(plan, draws, outcome)}


def _without(plan: ServicePlan, draws: Draws, name: str) -> Outcome:
    return simulate(plan, replace(draws, disrupted=replace(draws.disrupted, **{name: getattr(NOTHING_DISRUPTED, name)})))


def _felt_roads(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    closed, runs = draws.disrupted.closed, outcome.runs
    if not len(closed):
        return set()
    fewer = (runs.departed < NEVER) & (runs.loaded < _without(plan, draws, "closed").runs.loaded) & np.isin(np.arange(len(runs.loaded)), closed[:, 0])
    shut = {(run, stop) for run, stop in closed.tolist()}
    picks = zip(outcome.pick_ups.run.tolist(), outcome.pick_ups.sequence.tolist(), outcome.pick_ups.left_behind.tolist(), strict=True)
    seen = {
        "passes a closed stop": fewer.any(),
        "takes others past a closed stop": (fewer & (runs.loaded > 0)).any(),
        "nobody boards at a closed stop": any((run, stop) in shut and left for run, stop, left in picks),
    }
    return {name for name, yes in seen.items() if yes}


def _felt_units(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    if not len(draws.disrupted.out):
        return set()
    runs, calm = outcome.runs, _without(plan, draws, "out").runs
    left = runs.departed < NEVER
    seen = {
        "waits for another unit": (left & (runs.departed > calm.departed)).any(),
        "cancelled as its unit is out": (runs.cancelled & ~calm.cancelled).any(),
        "another unit goes": (left & (runs.departed == calm.departed) & (runs.unit > calm.unit)).any(),
    }
    return {name for name, yes in seen.items() if yes}


def _felt_crews(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    if not len(draws.disrupted.absent):
        return set()
    calm, inbound = _without(plan, draws, "absent"), outcome.milestones
    handled = (inbound.left_hub < NEVER) & (inbound.handling > calm.milestones.handling)
    nobody = (outcome.shifts.crew == 0) & (calm.shifts.crew > 0)
    seen = {"finished later by a smaller crew": handled.any(), "nobody of a crew is there": nobody.any()}
    return {name for name, yes in seen.items() if yes}


def _felt_keepers(plan: ServicePlan, draws: Draws, outcome: Outcome) -> set[str]:
    if not len(draws.disrupted.shut):
        return set()
    calm, came = _without(plan, draws, "shut"), outcome.milestones
    later = came.in_hand > calm.milestones.in_hand
    seen = {
        "fetched later as the keeper was away": (later & (came.trip >= 0)).any(),
        "shelved later as the keeper was away": ((came.dropped == calm.milestones.dropped) & (came.shelved > calm.milestones.shelved)).any(),
        "to the door later as the keeper was away": (later & (came.trip < 0) & (came.in_hand < NEVER)).any(),
        "accepted later as the keeper was away": (outcome.sent.opened > calm.sent.opened).any(),
    }
    return {name for name, yes in seen.items() if yes}
