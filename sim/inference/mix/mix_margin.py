"""How far the mode that a mix gives a village is ahead of the next, and what stands against one that looks cheaper."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Bools, Floats, Ints
from sim.inference.mix.mix_ground import MixGround

ADDED, ROOM, TARGET, TOGETHER = "added_for_it", "no_room", "target", "together"
"""What may stand against a mode that looks cheaper: no host has room for the village and one adds a vehicle for it, so
that the targets hold; the mode's host has no room left for the village; the village would do worse by a target; only
where all the county has it does it cost so little."""


def seconds(cost: Floats, allowed: Bools, chosen: Ints) -> tuple[Ints, Floats]:
    """By village, its cheapest mode beside the one chosen (-1: no other is allowed), and how much more that costs.

    Args:
        chosen: the number of a mode, -1 for one that is not among them.
    """
    rows, had = np.arange(len(cost)), chosen >= 0
    others = np.where(allowed, cost, np.inf)
    others[rows[had], chosen[had]] = np.inf
    best = others.argmin(axis=1)
    there = np.isfinite(others[rows, best])
    margin = np.where(there, others[rows, best] - cost[rows, chosen], np.nan)
    return np.where(there, best, -1), margin


def against(on: MixGround, chosen: Ints, second: Ints, margin: Floats, beyond: Collection[int] = ()) -> list[str]:
    """By village, what stands against its second mode where that looks cheaper: one of ``ADDED``, ``ROOM``, ``TARGET``,
    ``TOGETHER``; else empty.

    Args:
        beyond: villages that are given to a host beyond its room.
    """
    full, worse = _no_room(on, chosen), _worse(on, chosen)
    found = []
    for village, (mode, yuan) in enumerate(zip(second.tolist(), margin.tolist(), strict=True)):
        if mode < 0 or not yuan < 0:
            found.append("")
        elif village in beyond:
            found.append(ADDED)
        else:
            found.append(ROOM if full[village, mode] else TARGET if worse[village, mode] else TOGETHER)
    return found


def _no_room(on: MixGround, chosen: Ints) -> NDArray[np.bool_]:
    """Where a host's line could not take a village on beside those that it has."""
    rows, full = np.arange(len(chosen)), np.zeros(on.cost.shape, dtype=np.bool_)
    for part in on.rooms.values():
        mine = np.where(chosen >= 0, part[rows, chosen], 0.0)
        full |= (part > 0) & (part > 1.0 + 1e-9 - mine.sum() + mine[:, None])
    return full


def _worse(on: MixGround, chosen: Ints) -> NDArray[np.bool_]:
    """Where a village does worse by a target than as it is served."""
    rows, worse = np.arange(len(chosen)), np.zeros(on.cost.shape, dtype=np.bool_)
    for target, figures in on.given.items():
        sign = 1.0 if target.target.sign == ">=" else -1.0
        worse |= (chosen >= 0)[:, None] & (sign * (figures[rows, chosen][:, None] - figures) > 1e-9)
    return worse
