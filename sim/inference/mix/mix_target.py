"""What a mix is to hold: a bound of a KPI, or of the share of villages that are as a plan asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.arrays import Floats
from sim.inference.estimate import ENOUGH
from sim.inference.target import Target
from sim.inference.verdict import MET
from sim.measure.kpi import PER_VILLAGE
from sim.measure.measure import Measures
from sim.measure.registry import kpi_of

SAME_TO = 1e-9


@dataclass(frozen=True)
class MixTarget:
    """A bound that a mix is to hold.

    Attributes:
        target: the KPI and its bound; of villages that are counted, the share of them.
        villages: those that are counted; None: the county's KPI counts.
        above: a village is as asked where its figure is above this.
    """

    target: Target
    villages: tuple[int, ...] | None = None
    above: float = 0.5

    @property
    def local(self) -> bool:
        """Whether it tells villages apart, so that a choice can be bound by it beforehand."""
        return kpi_of(self.target.kpi).local

    def values(self, rows: Sequence[Measures]) -> Floats:
        """What it is in every replication."""
        if self.villages is None:
            return np.array([of.county[self.target.kpi] for of in rows])
        return np.array([np.mean(of.villages[self.target.kpi][list(self.villages)] > self.above) for of in rows])

    def spread(self, rows: Sequence[Measures]) -> float:
        """How far the worst replication is from their mean, in its own unit; 0 where nobody can tell."""
        values = self.values(rows)
        values = values[np.isfinite(values)]
        if not len(values):
            return 0.0
        return float(values.mean() - values.min() if self.target.sign == ">=" else values.max() - values.mean())

    def figures(self, rows: Sequence[Measures]) -> Floats:
        """By administrative village, its part in it, mean over replications; the bound where a village has none."""
        found = np.stack([of.villages[self.target.kpi][: of.rural] for of in rows])
        if self.villages is not None:
            return np.asarray((found > self.above).mean(axis=0))
        there = np.isfinite(found)
        mean = np.where(there, found, 0.0).sum(axis=0) / np.maximum(there.sum(axis=0), 1)
        return np.where(there.any(axis=0), mean, self.target.bound)

    def weights(self, parcels: Floats) -> Floats:
        """How much each village counts.

        Args:
            parcels: by village, a day.
        """
        if self.villages is not None:
            counts = np.isin(np.arange(len(parcels)), self.villages).astype(float)
        else:
            counts = np.ones(len(parcels)) if kpi_of(self.target.kpi).aggregation == PER_VILLAGE else parcels
        return np.asarray(counts / (counts.sum() or 1.0))

    def miss(self, rows: Sequence[Measures]) -> float:
        """By how much it is missed, in its own unit: 0 where it holds as the plan's own targets do. Of villages that
        are counted, and of a KPI with fewer than ``ENOUGH`` replications, every one has to keep the bound; else its
        interval has to. 0 where nobody can tell."""
        values = self.values(rows)
        values = values[~np.isnan(values)]
        if not len(values):
            return 0.0
        gaps = self.target.bound - values if self.target.sign == ">=" else values - self.target.bound
        told = self.villages is None and len(values) >= ENOUGH
        if self.target.verdict(values) == MET if told else gaps.max() <= SAME_TO:
            return 0.0
        return float(min(max(gaps.max(), SAME_TO), max(abs(self.target.bound), SAME_TO)))
