"""The rules by which a parcel's attributes are drawn, whether the parcel itself is drawn or read from a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log1p, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY, HOUR, MINUTE, Spans, clock_ms, span_kind
from sim.demand.households import Households
from sim.demand.parcels import INCIDENTS
from sim.demand.shares import brand_shares, normed_shares
from sim.demand.streams import CHUNK, Codes, Stream, combine, entity_codes
from sim.parameters.tree import Parameters

MAX_PERMILLE = 32_767
"""Largest work factor that a parcel can have, in permille: what its column holds."""

MAX_GRAMS = 2**31 - 1
MAX_DWELL = 10 * 365 * DAY
"""Longer than any horizon; keeps the tail of an extreme log-normal inside the clock."""


def _by_chunk(code: Codes, dtype: Any, rule: Callable[[Codes, int], NDArray[Any]]) -> NDArray[Any]:
    """``rule(code[lo:hi], lo)`` for a chunk of rows after another."""
    out = np.empty(len(code), dtype)
    for lo in range(0, len(code), CHUNK):
        out[lo : lo + CHUNK] = rule(code[lo : lo + CHUNK], lo)
    return out


def _choose(stream: Stream, code: Codes, upper: NDArray[np.float64]) -> NDArray[np.int64]:
    """Index of a category with the cumulative shares ``upper``; the last one with a share takes what rounding leaves.
    """
    return np.searchsorted(upper, stream.uniform(code), side="right")


def _cumulative(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    upper = np.cumsum(shares)
    upper[np.flatnonzero(shares)[-1] :] = 1.0
    return upper


@dataclass(frozen=True)
class Attributes:
    """The attributes of parcels named by ``code`` (uint64, one each); every method gives one column.

    ``prefix`` sets the streams of one kind of parcels apart from those of others.
    """

    parameters: Parameters
    seed: int
    replication: int
    prefix: str = ""

    def _stream(self, name: str) -> Stream:
        return Stream(self.seed, self.replication, self.prefix + name)

    def uniform(self, name: str, code: Codes) -> NDArray[np.float64]:
        """A number from 0 to 1 for each parcel, from the stream of that name."""
        return self._stream(name).uniform(code)

    def brand(self, code: Codes) -> NDArray[np.int16]:
        """Index of the brand, by the brands' shares."""
        stream, upper = self._stream("brand"), _cumulative(brand_shares(self.parameters.demand))
        return _by_chunk(code, np.int16, lambda c, _: _choose(stream, c, upper))

    def wave(self, code: Codes) -> NDArray[np.int8]:
        """Index of the line-haul wave, by the waves' shares."""
        shares = normed_shares([wave.share for wave in self.parameters.demand.waves], "demand.waves")
        stream, upper = self._stream("wave"), _cumulative(shares)
        return _by_chunk(code, np.int8, lambda c, _: _choose(stream, c, upper))

    def scaled(self, name: str, mean: float, sd_log: float, code: Codes) -> NDArray[np.int32]:
        """Log-normal whole numbers of a mean, at least 1."""
        stream = self._stream(name)
        return _by_chunk(
            code, np.int32, lambda c, _: np.clip(np.rint(mean * stream.lognormal(sd_log, c)), 1, MAX_GRAMS)
        )

    def grams(self, code: Codes) -> NDArray[np.int32]:
        """Weight, log-normal, at least 1 g."""
        demand = self.parameters.demand
        return self.scaled("weight", demand.weight_mean_kg * 1000, demand.weight_sd_log, code)

    def ml(self, code: Codes) -> NDArray[np.int32]:
        """Volume, log-normal, at least 1 ml."""
        demand = self.parameters.demand
        return self.scaled("volume", demand.volume_mean_l * 1000, demand.volume_sd_log, code)

    def to_door(self, code: Codes, village: NDArray[np.int32], share: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether it must go to the door; ``share`` is by village."""
        stream = self._stream("to_door")
        return _by_chunk(code, np.bool_, lambda c, lo: stream.uniform(c) < share[village[lo : lo + len(c)]])

    def work(self, code: Codes) -> NDArray[np.int16]:
        """Work factor in permille, log-normal of mean 1000 with ``handling.work_cv``, kept within 1 and
        ``MAX_PERMILLE``."""
        cv = self.parameters.handling.work_cv
        if cv == 0:
            return np.broadcast_to(np.int16(1000), len(code))
        stream, sd_log = self._stream("work"), sqrt(log1p(cv * cv))
        return _by_chunk(
            code, np.int16, lambda c, _: np.clip(np.rint(1000 * stream.lognormal(sd_log, c)), 1, MAX_PERMILLE)
        )

    def dwell(self, code: Codes) -> tuple[Spans, Spans]:
        """From notice to going for it, ms, at a village point and at the township: one log-normal deviate, two medians.
        Who goes after the horizon's end goes at any time after it.
        """
        resident, stream = self.parameters.resident, self._stream("dwell")
        kind = span_kind(self.parameters.horizon.days * DAY)
        longest = min(MAX_DWELL, np.iinfo(kind).max)
        point: Spans = np.empty(len(code), kind)
        township: Spans = np.empty(len(code), kind)
        for lo in range(0, len(code), CHUNK):
            z = stream.normal(code[lo : lo + CHUNK])
            z *= resident.dwell_sd_log
            factor = np.exp(z, out=z)
            point[lo : lo + CHUNK] = np.minimum(np.rint(resident.dwell_point_median_h * HOUR * factor), longest)
            township[lo : lo + CHUNK] = np.minimum(np.rint(resident.dwell_township_median_h * HOUR * factor), longest)
        return point, township

    def household(self, code: Codes, village: NDArray[np.int32], homes: Households) -> NDArray[np.int32]:
        """The household it is for, each of its village's alike."""
        stream, count, first = self._stream("household"), homes.count, homes.first

        def rule(c: Codes, lo: int) -> NDArray[Any]:
            v = village[lo : lo + len(c)]
            return (stream.uniform(c) * count[v]).astype(np.int64) + first[v]

        return _by_chunk(code, np.int32, rule)

    def luck(self, code: Codes) -> NDArray[np.float64]:
        """A number for each parcel and incident; no columns where nothing can go wrong."""
        if not self.parameters.points.goes_wrong:
            return np.empty((len(code), 0))
        return np.stack([self.uniform(name, code) for name in INCIDENTS], axis=1)

    def lost(self, code: Codes) -> NDArray[np.float32]:
        """Where along its way each parcel is lost; see ``Parcels``."""
        share = self.parameters.disruption.lost_share
        if not share:
            return np.broadcast_to(np.float32(np.inf), len(code))
        luck, far = self.uniform("lost", code), np.full(len(code), np.inf, np.float32)
        far[luck < share] = luck[luck < share] / share
        return far

    def trucks(self) -> NDArray[np.int64]:
        """Arrival at the hub of every line-haul truck, ms, shape (days, waves, brands): planned time and an exponential
        delay."""
        demand, days = self.parameters.demand, self.parameters.horizon.days
        wave = np.arange(len(demand.waves))[None, :, None]
        day = np.arange(days)[:, None, None]
        code = combine(entity_codes(demand.brands)[None, None, :], wave, day)
        planned = np.array([clock_ms(w.time) for w in demand.waves], np.int64)[None, :, None] + day * DAY
        delay = demand.truck_delay_mean_min * MINUTE * self._stream("truck_delay").exponential(code)
        return np.asarray(planned + np.rint(delay).astype(np.int64), np.int64)
