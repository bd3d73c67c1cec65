"""The mode of each village at least cost within bounds 最优组合, as a linear programme in whole choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack, kron, vstack

from sim.arrays import Bools, Floats, Ints

WIDER = (0.0, 1e-3, 1e-2, 0.05, 0.25, 1.0)
"""By how much of itself a bound that cannot be kept is eased beyond what parts of villages would need, until whole ones
do."""


@dataclass(frozen=True, eq=False)
class Bound:
    """The coefficients of the choices taken, shape (villages, modes), add up to at most so much; ``weight``: how much
    worse than others it is to fall short of it."""

    coefficients: Floats
    at_most: float
    weight: float = 1.0

    @property
    def scale(self) -> float:
        """What falling short of it is measured in."""
        return max(abs(self.at_most), 1e-9)


def cheapest(cost: Floats, allowed: Bools, bounds: Sequence[Bound], last: Bools | None = None) -> Ints:
    """By village, the number of its mode: of all choices that keep the bounds one of least cost, to a ten
    thousandth of the cost of all; where none keeps them all, one that falls least short of them. The search ends after
    so many branches, not after a time, so that it gives the same on every machine.

    Args:
        cost: yuan, shape (villages, modes); what is not allowed need not be finite.
        allowed: at least one mode a village.
        last: modes that a village has only where a bound could not be kept otherwise; None: none.
    """
    priced = np.where(allowed, cost, 0.0)
    whole = float(np.abs(priced).max(axis=1).sum()) or 1.0
    if last is not None:
        priced = priced + whole * last
    asked = _Choice(priced / whole, allowed, bounds)
    if (found := asked.whole(asked.most)) is None:
        short = asked.short()
        eased = (asked.whole(asked.most + short * (1 + more) + (short > 0) * more) for more in WIDER)
        found = next((x for x in eased if x is not None), None)
    if found is None:
        found = asked.whole(np.full(len(bounds), np.inf))
    assert found is not None
    return found


@dataclass(frozen=True, eq=False)
class _Choice:
    """One mode a village, at least cost, within bounds that are measured in their ``scale``."""

    cost: Floats
    allowed: Bools
    bounds: Sequence[Bound]

    @property
    def most(self) -> Floats:
        """What the bounds allow."""
        return np.array([b.at_most / b.scale for b in self.bounds])

    @property
    def rows(self) -> csr_array:
        """What the choices add up to, a row a bound."""
        return csr_array(vstack([csr_array(b.coefficients.reshape(1, -1) / b.scale) for b in self.bounds]))

    @property
    def one_each(self) -> LinearConstraint:
        """A village has one mode."""
        villages, modes = self.cost.shape
        return LinearConstraint(csr_array(kron(eye_array(villages), np.ones((1, modes)))), 1, 1)

    def whole(self, most: Floats) -> Ints | None:
        """The choice of least cost; None where none keeps the bounds. Without a column that is no choice the solver has
        nothing to repair, and to tell about, in what it finds."""
        rules = [self.one_each]
        if np.isfinite(most).any():
            rules.append(LinearConstraint(self.rows, -np.inf, most))
        found = milp(
            self.cost.ravel(), constraints=rules, integrality=np.ones(self.cost.size),
            bounds=Bounds(0, self.allowed.ravel().astype(float)), options={"mip_rel_gap": 1e-4, "node_limit": 2000},
        )  # fmt: skip
        if found.x is None:
            return None
        return np.asarray(found.x.reshape(self.cost.shape).argmax(axis=1), dtype=np.int64)

    def short(self) -> Floats:
        """By how much each bound is missed where all together are by the least, villages cut into parts."""
        n, weights = len(self.bounds), np.array([b.weight for b in self.bounds])
        bare = np.zeros((len(self.cost), n))
        found = milp(
            np.concatenate([np.zeros(self.cost.size), weights]), integrality=np.zeros(self.cost.size + n),
            constraints=[
                LinearConstraint(hstack([self.one_each.A, csr_array(bare)]), 1, 1),
                LinearConstraint(hstack([self.rows, -eye_array(n)]), -np.inf, self.most),
            ],
            bounds=Bounds(0, np.concatenate([self.allowed.ravel().astype(float), np.full(n, np.inf)])),
        )  # fmt: skip
        return np.asarray(np.maximum(found.x[self.cost.size :], 0.0))
