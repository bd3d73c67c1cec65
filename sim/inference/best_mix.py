"""The mode of each village at least cost within bounds 最优组合, as a linear programme in whole choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from sim.inference.estimate import Floats

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

SHORT = 100.0
"""What falling short of a bound by all of it costs, in costs of the whole county: a bound is kept where it can be."""


@dataclass(frozen=True, eq=False)
class Bound:
    """The coefficients of the choices taken, shape (villages, modes), add up to at most so much."""

    coefficients: Floats
    at_most: float


def cheapest(cost: Floats, allowed: Bools, bounds: Sequence[Bound]) -> Ints:
    """By village, the number of its mode: of all choices that keep the bounds one of least cost, to a ten
    thousandth of the cost of all; where none keeps them all, one that falls least short of them. The search ends after
    so many branches, not after a time, so that it gives the same on every machine.

    Args:
        cost: yuan, shape (villages, modes); what is not allowed need not be finite.
        allowed: at least one mode a village.
    """
    villages, modes = cost.shape
    priced = np.where(allowed, cost, 0.0)
    whole = float(np.abs(priced).max(axis=1).sum()) or 1.0
    short = np.full(len(bounds), SHORT)
    one_each = kron(eye_array(villages), np.ones((1, modes)))
    rules = [LinearConstraint(hstack([one_each, csr_array((villages, len(bounds)))]), 1, 1)]
    if bounds:
        scale = np.array([max(abs(b.at_most), 1e-9) for b in bounds])
        rows = vstack([csr_array(b.coefficients.reshape(1, -1) / s) for b, s in zip(bounds, scale, strict=True)])
        most = np.array([b.at_most for b in bounds]) / scale
        rules.append(LinearConstraint(hstack([rows, -eye_array(len(bounds))]), -np.inf, most))
    found = milp(
        np.concatenate([priced.ravel() / whole, short]), constraints=rules,
        integrality=np.concatenate([np.ones(priced.size), np.zeros(len(bounds))]),
        bounds=Bounds(0, np.concatenate([allowed.ravel().astype(float), np.full(len(bounds), np.inf)])),
        options={"mip_rel_gap": 1e-4, "node_limit": 2000},
    )  # fmt: skip
    return np.asarray(found.x[: priced.size].reshape(villages, modes).argmax(axis=1), dtype=np.int64)


def seconds(cost: Floats, allowed: Bools, chosen: Ints) -> tuple[Ints, Floats]:
    """By village, its cheapest mode beside the one chosen (-1: no other is allowed), and how much more that costs:
    below nought where a bound stands against it."""
    rows = np.arange(len(cost))
    others = np.where(allowed, cost, np.inf)
    others[rows, chosen] = np.inf
    best = others.argmin(axis=1)
    there = np.isfinite(others[rows, best])
    margin = np.where(there, others[rows, best] - cost[rows, chosen], np.nan)
    return np.where(there, best, -1), margin
