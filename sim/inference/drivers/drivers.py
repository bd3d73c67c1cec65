"""Which keys drive the results, as a sensitivity study found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.inference.drivers.indices import NAMES, Indices, Method, Sampling, analyse, between_share
from sim.inference.drivers.one_at_a_time import OneAtATime
from sim.inference.drivers.responses import REFUSED, Responses
from sim.inference.precision import Decision
from sim.parameters.factor import Factor


@dataclass(frozen=True, eq=False)
class Drivers:
    """What a study found.

    Attributes:
        numbers: of the replications, the same at every point.
        turned: each key alone.
        factors: the keys of the indices, the same for every mode.
        design: their points; None where no key moves anything.
        responses: by mode and point, row mode x points + point.
        indices: by mode and KPI.
        between: share of the variance between modes with its interval, by KPI; empty for one mode.
        precision: with ``replications=auto`` what the rule said of each mode as configured.
        method: of the indices, a key of ``indices.NAMES``.
        samples: asked of Sobol's method.
    """

    numbers: tuple[int, ...]
    turned: OneAtATime
    factors: tuple[Factor, ...]
    design: Sampling | None
    responses: Responses
    indices: dict[tuple[str, str], Indices] = field(default_factory=dict)
    between: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    precision: Mapping[str, Decision] = field(default_factory=dict)
    method: Method = "morris"
    samples: int = 0

    def largest_first(self, of: Indices) -> list[int]:
        """The keys, by number, in the order of their leading indices; those without one last."""
        order: list[int] = np.argsort(-np.nan_to_num(of.value[NAMES[self.method][0]]), kind="stable").tolist()
        return order

    def settings(self, unit: Floats) -> dict[str, float | int]:
        """The keys' values at a point of the design."""
        spread = self.design is not None and self.design.method == "sobol"
        return {f.key: f.value(float(u), spread) for f, u in zip(self.factors, unit, strict=True)}

    def values(self, mode: int, kpi: int) -> NDArray[np.float64]:
        """One KPI in one mode: (replications, points)."""
        points = 0 if self.design is None else len(self.design.unit)
        out: NDArray[np.float64] = self.responses.values[mode * points : (mode + 1) * points, :, kpi].T
        return out

    @property
    def told(self) -> bool:
        """Whether every index could be told and no point failed; points that are refused are no failure."""
        states = {*self.turned.base.state, *self.turned.ends.state, *self.responses.state}
        return not states - {"ok", REFUSED} and all(i.blocks >= 2 for i in self.indices.values())

    def explained(self) -> Drivers:
        """The same with the indices of its responses and, of several modes, the share of the variance between them."""
        design, modes, kpis = self.design, self.turned.modes, self.turned.kpis
        assert design is not None
        indices: dict[tuple[str, str], Indices] = {}
        between: dict[str, tuple[float, float, float]] = {}
        for k, kpi in enumerate(kpis):
            values = [self.values(m, k) for m in range(len(modes))]
            indices |= {(mode, kpi): analyse(design, of) for mode, of in zip(modes, values, strict=True)}
            if len(modes) > 1:
                between[kpi] = between_share(design, np.stack([of.mean(axis=0) for of in values]))
        return replace(self, indices=indices, between=between)
