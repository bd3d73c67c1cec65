"""Random numbers by name: each is a function of (seed, replication, stream, entity, index), never of what was drawn
before.

A draw hashes its entity and index with the key of its stream (the finaliser of SplitMix64), so a new village, a new
stream or another order of drawing changes no other draw. Entities are named by codes of their texts (``entity_codes``),
not by their position in a table.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, pdtr

from sim.arrays import Floats

Codes = NDArray[np.uint64]

CHUNK = 1 << 15
"""Rows drawn at a time where there are many: the intermediates of so many rows stay in the processor's cache."""

_WEYL = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S12 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(12)


def _key(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def _mix(z: Codes) -> Codes:
    """The finaliser of SplitMix64, in place: every bit of the input moves every bit of the output."""
    z ^= z >> _S30
    z *= _MIX_1
    z ^= z >> _S27
    z *= _MIX_2
    z ^= z >> _S31
    return z


def _codes(values: ArrayLike) -> Codes:
    return np.atleast_1d(np.asarray(values)).astype(np.uint64, copy=False)


def entity_codes(names: Iterable[str]) -> Codes:
    """A stable 64-bit code for each name, whatever else is in the list."""
    return np.array([_key(name) for name in names], np.uint64)


def combine(entity: ArrayLike, *index: ArrayLike) -> Codes:
    """The code of an entity's part, e.g. parcel ``k`` of village ``v`` on day ``d``: ``combine(v, d, k)``.

    Arrays broadcast against each other; ``combine(combine(v, d), k)`` is the same as ``combine(v, d, k)``.
    """
    code = _codes(entity)
    for part in index:
        step = _codes(part) + np.uint64(1)
        step *= _WEYL
        code = _mix(code + step)
    return code


@dataclass(frozen=True)
class Stream:
    """A named stream of one replication. Every method takes an entity's code and any indices, which broadcast."""

    seed: int
    replication: int
    name: str

    @cached_property
    def key(self) -> np.uint64:
        """What tells this stream from every other."""
        return np.uint64(_key(f"{self.seed}/{self.replication}/{self.name}"))

    def bits(self, entity: ArrayLike, *index: ArrayLike) -> Codes:
        """64 random bits for each entity."""
        z = combine(entity, *index) * _WEYL
        z ^= self.key
        return _mix(z)

    def uniform(self, entity: ArrayLike, *index: ArrayLike) -> Floats:
        """Uniform on the open interval (0, 1)."""
        z = self.bits(entity, *index)
        z >>= _S12
        u = z.astype(np.float64)
        u += 0.5
        u *= 2.0**-52
        return u

    def normal(self, entity: ArrayLike, *index: ArrayLike) -> Floats:
        """Standard normal."""
        z: Floats = ndtri(self.uniform(entity, *index))
        return z

    def exponential(self, entity: ArrayLike, *index: ArrayLike) -> Floats:
        """Exponential of mean 1."""
        return -np.log(self.uniform(entity, *index))

    def lognormal(self, sd_log: float, entity: ArrayLike, *index: ArrayLike) -> Floats:
        """Log-normal factor of mean 1 whose logarithm has the standard deviation ``sd_log``."""
        z = self.normal(entity, *index)
        z *= sd_log
        z -= sd_log * sd_log / 2
        return np.exp(z, out=z)

    def poisson(self, mean: ArrayLike, entity: ArrayLike, *index: ArrayLike) -> NDArray[np.int64]:
        """Poisson counts of the given means."""
        u = self.uniform(entity, *index)
        return poisson_quantile(u, np.broadcast_to(np.asarray(mean, np.float64), u.shape))


Streams = Callable[[str], Stream]
"""The streams of one replication by name, as ``partial(Stream, seed, replication)`` gives them."""


def poisson_quantile(u: Floats, mean: Floats) -> NDArray[np.int64]:
    """The smallest k whose Poisson distribution function is at least ``u``, element by element.

    Starts from the Cornish-Fisher quantile, which is off by one at most for all but the smallest means, and steps from
    there.
    """
    u, mean, shape = u.ravel(), mean.ravel(), u.shape
    z = ndtri(u)
    k = np.maximum(np.floor(mean + np.sqrt(mean) * z + (z * z - 1) / 6), 0.0)
    short = pdtr(k, mean) < u
    up, down = np.flatnonzero(short), np.flatnonzero(~short & (k > 0))
    while up.size:
        k[up] += 1
        up = up[pdtr(k[up], mean[up]) < u[up]]
    while down.size:
        down = down[(k[down] > 0) & (pdtr(np.maximum(k[down] - 1, 0), mean[down]) >= u[down])]
        k[down] -= 1
    counts: NDArray[np.int64] = k.astype(np.int64).reshape(shape)
    return counts
