"""Why was it late 为何迟到: what parcels waited for, one thing after the other, from the hub into the hand.

The steps of a parcel follow each other without a gap, so that their lengths add up to its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import HOUR, NEVER
from sim.flow.conservation import Movements
from sim.flow.draws import Draws
from sim.flow.outcome import Outcome
from sim.measure.case import Case
from sim.measure.times import COMPONENTS
from sim.plan.plan import ServicePlan

Numbers = NDArray[np.integer[Any]]

HANDLING, WAITING, TRAVEL, OPENING, COLLECTION = COMPONENTS
STEPS = ["parcel", "step", "part", "place", "run", "begins", "ends"]


def chain(plan: ServicePlan, draws: Draws, outcome: Outcome, chosen: Numbers) -> pd.DataFrame:
    """What some inbound parcels waited for.

    Args:
        chosen: numbers of parcels.

    Returns:
        Columns ``STEPS``, a row a parcel and step in their order: ``part`` is one of ``COMPONENTS``, ``place`` where it
        is (of travel: where it is taken to), ``run`` the run that is waited for or ridden (-1: none), ``begins`` and
        ``ends`` ms. Steps of no length are left out. ``ends`` is ``NEVER`` in the last row of a parcel that was still
        there when the simulation ended.
    """
    moved = Movements(plan, draws, outcome)
    frames = [*_ridden(moved, chosen), *_at_point(moved, chosen)]
    steps = pd.concat([frame.assign(step=i) for i, frame in enumerate(frames)], ignore_index=True)
    some = steps[(steps["begins"] < NEVER) & (steps["ends"] > steps["begins"])]
    return some.sort_values(["parcel", "step"], ignore_index=True)[STEPS]


def _ridden(moved: Movements, chosen: Numbers) -> Iterator[pd.DataFrame]:
    """Handling, waiting and travel of every hop; of one that was not ridden only what led up to it."""
    came: Numbers = moved.draws.parcels.entered_hub[chosen]
    for hop in range(len(moved.outcome.rides.call)):
        leg, ready, departed, left = (column[chosen] for column in moved.ride(hop))
        ready = np.where(hop < moved.hops[chosen], ready, NEVER)
        place, end = moved.legs.place[leg], moved.legs.end[leg]
        run = moved.called.run[moved.outcome.rides.call[hop][chosen]]
        begins = np.where(hop < moved.hops[chosen], came, NEVER)
        yield _steps(chosen, HANDLING, place, np.full(len(chosen), -1), begins, ready)
        yield _steps(chosen, WAITING, place, run, ready, departed)
        yield _steps(chosen, TRAVEL, end, run, departed, left)
        came = left


def _at_point(moved: Movements, chosen: Numbers) -> Iterator[pd.DataFrame]:
    """Shelving, waiting for the point to open, and for the resident (or until it goes back)."""
    m, place = moved.outcome.milestones, moved.point[chosen]
    nobody = np.full(len(chosen), -1)
    ends = np.minimum(m.in_hand, m.returned)
    for part, begin, end in (
        (HANDLING, m.dropped, m.shelved), (OPENING, m.shelved, m.at_point), (COLLECTION, m.at_point, ends)
    ):  # fmt: skip
        yield _steps(chosen, part, place, nobody, begin[chosen], end[chosen])


def _steps(
    chosen: Numbers, part: str, place: Numbers, run: Numbers, begins: Numbers, ends: Numbers
) -> pd.DataFrame:
    columns = {"parcel": chosen, "part": part, "place": place, "run": run, "begins": begins, "ends": ends}
    return pd.DataFrame(columns)


def in_hand_of(case: Case, village: int) -> Numbers:
    """Numbers of a village's parcels that entered on measured days and came into a hand: of the pool's brands, or of
    all where there are none of the pool's."""
    parcels = case.draws.parcels
    mine = (parcels.village == village) & case.in_cohort & (case.outcome.milestones.in_hand < NEVER)
    pool = mine & case.in_pool
    return np.flatnonzero(pool if pool.any() else mine)


def mean_chain(plan: ServicePlan, steps: pd.DataFrame) -> pd.DataFrame:
    """What parcels waited for on the mean: a row a step, place and line.

    Args:
        steps: of ``chain``, each parcel in hand.

    Returns:
        Columns part, place, line (key; empty: none), parcels, hours; ``hours`` are a parcel of all, so that they add up
        to the mean time.
    """
    lines = np.array([*(plan.lines[i].key for i in plan.timetable.line), ""])
    spent = steps.assign(line=lines[steps["run"]], hours=(steps["ends"] - steps["begins"]) / HOUR)
    found = spent.groupby(["step", "part", "place", "line"], as_index=False, sort=True).agg(
        parcels=("parcel", "size"), hours=("hours", "sum")
    )
    return found.assign(hours=found["hours"] / max(1, steps["parcel"].nunique())).drop(columns="step")


def passed_by(plan: ServicePlan, outcome: Outcome, run: int, since: int) -> tuple[int, int]:
    """How many runs of a line came before the one that was ridden and did not help: left without the parcel, and
    called off.

    Args:
        run: that was ridden.
        since: when the parcel was ready for it, ms.
    """
    t, runs = plan.timetable, outcome.runs
    earlier = (t.line == t.line[run]) & (t.scheduled >= since) & (t.scheduled < t.scheduled[run])
    return int((earlier & (runs.departed < NEVER)).sum()), int((earlier & runs.cancelled).sum())
