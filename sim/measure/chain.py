"""Why was it late 为何迟到: what parcels waited for, one thing after the other: from the hub into the hand, or from the
sender out of the county.

The steps of a parcel follow each other without a gap, so that their lengths add up to its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.clock import HOUR, NEVER
from sim.flow.conservation import Movements
from sim.measure.case import Case
from sim.measure.times import COMPONENTS
from sim.plan.way import BASE

Numbers = NDArray[np.integer[Any]]

HANDLING, WAITING, TRAVEL, OPENING, COLLECTION = COMPONENTS
STEPS = ["parcel", "step", "part", "place", "line", "board", "run", "begins", "ends"]


def chain(moved: Movements, chosen: Numbers) -> pd.DataFrame:
    """What some parcels waited for.

    Args:
        chosen: numbers of parcels, inbound before outbound ones.

    Returns:
        Columns ``STEPS``, a row a parcel and step in their order: ``part`` is one of ``COMPONENTS``, ``place`` where it
        is (of travel: where it is taken to), ``line`` the line that is waited for or ridden (-1: none), ``board`` the
        stop of it where it boards, ``run`` the run that it then rode (-1: none), ``begins`` and ``ends`` ms. Steps of
        no length are left out. ``ends`` is ``NEVER`` in the last row of a parcel that was still there when the
        simulation ended. What goes out ends with the departure of line-haul; what is lost, where it was lost.
    """
    first_out = len(moved.draws.parcels)
    frames = [
        *_offered(moved, chosen[chosen >= first_out]), *_ridden(moved, chosen),
        *_at_point(moved, chosen[chosen < first_out]),
    ]  # fmt: skip
    steps = pd.concat([frame.assign(step=i) for i, frame in enumerate(frames)], ignore_index=True)
    lost = np.concatenate([moved.outcome.lost, moved.outcome.sent.lost])[steps["parcel"]]
    some: pd.DataFrame = steps[(steps["begins"] < np.minimum(lost, NEVER)) & (steps["ends"] > steps["begins"])]
    some = some[STEPS]
    return some.sort_values(["parcel", "step"], ignore_index=True)


def _offered(moved: Movements, chosen: Numbers) -> Iterator[pd.DataFrame]:
    """Senders wait for the point to open."""
    mine = chosen - len(moved.draws.parcels)
    offered, opened = moved.draws.offers.offered[mine], moved.outcome.sent.opened[mine]
    yield _steps(chosen, OPENING, moved.point[chosen], offered, opened)


def _ridden(moved: Movements, chosen: Numbers) -> Iterator[pd.DataFrame]:
    """Handling, waiting and travel of every hop inside the county; of one that was not ridden what led up to it."""
    came: Numbers = moved.entered[chosen]
    out = (chosen >= len(moved.draws.parcels)) * 1
    for hop in range(len(moved.outcome.rides.call)):
        leg, ready, departed, left = (column[chosen] for column in moved.ride(hop))
        goes = hop < moved.hops[chosen]
        run = moved.called.run[moved.outcome.rides.call[hop][chosen]]
        rides = moved.legs.line[leg], moved.legs.board[leg], run
        yield _steps(chosen, HANDLING, moved.legs.place[leg], np.where(goes, came, NEVER), np.where(goes, ready, NEVER))
        yield _steps(chosen, WAITING, moved.legs.place[leg], np.where(goes, ready, NEVER), departed, *rides)
        inside = hop < moved.hops[chosen] - out
        yield _steps(chosen, TRAVEL, moved.legs.end[leg], np.where(inside, departed, NEVER), left, *rides)
        came = left


def _at_point(moved: Movements, chosen: Numbers) -> Iterator[pd.DataFrame]:
    """Shelving, waiting for the point to open, and for the resident (or until it goes back)."""
    m, place = moved.outcome.milestones, moved.point[chosen]
    ends = np.minimum(m.in_hand, m.returned)
    for part, begin, end in (
        (HANDLING, m.dropped, m.shelved), (OPENING, m.shelved, m.at_point), (COLLECTION, m.at_point, ends)
    ):  # fmt: skip
        yield _steps(chosen, part, place, begin[chosen], end[chosen])


def _steps(
    chosen: Numbers, part: str, place: Numbers, begins: Numbers, ends: Numbers,
    line: Numbers | int = -1, board: Numbers | int = BASE, run: Numbers | int = -1,
) -> pd.DataFrame:  # fmt: skip
    columns = {"parcel": chosen, "part": part, "place": place, "line": line, "board": board, "run": run}
    return pd.DataFrame(columns | {"begins": begins, "ends": ends})


def parcels_of(case: Case, village: int, outbound: bool) -> tuple[Numbers, Numbers]:
    """Numbers of a village's parcels of measured days that came through, and of those that did not: of the pool's
    brands, or of all where there are none of the pool's.

    Args:
        outbound: those that were offered there, through once they have left the county; else those that entered the
            hub, through once they are in hand. Outbound parcels are numbered after all inbound ones.
    """
    draws, outcome = case.draws, case.outcome
    of, first = (draws.offers, len(draws.parcels)) if outbound else (draws.parcels, 0)
    dated = case.measured(draws.offers.offered) if outbound else case.in_cohort
    through = (outcome.sent.left_county if outbound else outcome.milestones.in_hand) < NEVER
    mine = dated & (of.village == village)
    pool = mine & case.pool[of.brand]
    mine = pool if pool.any() else mine
    return first + np.flatnonzero(mine & through), first + np.flatnonzero(mine & ~through)


def mean_chain(moved: Movements, steps: pd.DataFrame) -> pd.DataFrame:
    """What parcels waited for on average: a row a step, place and line.

    Args:
        steps: of ``chain``, each parcel through.

    Returns:
        Columns part, place, line (key; empty: none), parcels, hours, left, off; ``hours`` are a parcel of all, so that
        they add up to the mean time, ``left`` and ``off`` (see ``passed_by``) a parcel of all too.
    """
    lines = np.array([*(line.key for line in moved.plan.lines), ""])
    missed = np.array([passed_by(moved, *row) for row in steps[MISSED].to_numpy().tolist()]).reshape(-1, 2)
    spent = steps.assign(
        line=lines[steps["line"]], hours=(steps["ends"] - steps["begins"]) / HOUR, left=missed[:, 0], off=missed[:, 1]
    )
    found = spent.groupby(["step", "part", "place", "line"], as_index=False, sort=True).agg(
        parcels=("parcel", "size"), hours=("hours", "sum"), left=("left", "sum"), off=("off", "sum")
    )
    count = max(1, steps["parcel"].nunique())
    return found.assign(**{name: found[name] / count for name in ("hours", "left", "off")}).drop(columns="step")


MISSED: Sequence[str] = ["part", "line", "board", "run", "begins"]
"""Of a step, what ``passed_by`` is asked with."""


def passed_by(moved: Movements, part: str, line: int, board: int, run: int, begins: int) -> tuple[int, int]:
    """How many runs of a line came while a parcel waited for one, and did not help: left without it, and called off.

    Args:
        part, line, board, run, begins: of the step; nought of each where it is not one of waiting.
    """
    if part != WAITING:
        return 0, 0
    plan, runs, calls = moved.plan, moved.outcome.runs, moved.called
    mine = np.flatnonzero(plan.timetable.line == line)
    planned = plan.timetable.scheduled[mine] + (0 if board == BASE else plan.lines[line].ride(board))
    loads = runs.departed[mine] if board == BASE else calls.left[calls.first[mine] + board]
    until = int(loads[mine == run][0]) if run >= 0 else plan.horizon
    left, off = ((time >= begins) & (time < until) for time in (loads, planned))
    return int(left.sum()), int((off & runs.cancelled[mine]).sum())
