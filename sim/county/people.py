"""Residents of villages that no table counts: the county's rural population spread log-normally."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sim.county.keyed import normals

SD_LOG = 0.7
"""Sd of the log of the residents of a village (engineering judgement)."""

VILLAGE_MEAN = 1050
"""Mean residents of an administrative village: 498 million rural residents over 474,000 villages."""


def spread(given: Sequence[int | None], codes: Sequence[str], rural: int | None, seed: int) -> NDArray[np.int64]:
    """Residents of each village; given ones stay, the others share what is left of the rural population, summing
    exactly.

    Where the rural population is unknown, or what is left of it is less than a resident for each village, the others
    get the mean of the given ones, or 1,050, on average.
    """
    people = np.array([-1 if g is None else g for g in given], dtype=np.int64)
    unknown = np.flatnonzero(people < 0)
    if not len(unknown):
        return people
    left = _left(people[people >= 0], rural, len(unknown))
    people[unknown] = _shared(left, [codes[int(i)] for i in unknown], seed)
    return people


def _left(known: NDArray[np.int64], rural: int | None, others: int) -> int:
    """Residents of all villages that no table counts, at least one each."""
    left = (rural or 0) - int(known.sum())
    if left >= others:
        return left
    mean = float(known.mean()) if known.sum() > 0 else VILLAGE_MEAN
    return max(round(others * mean), others)


def _shared(total: int, codes: Sequence[str], seed: int) -> NDArray[np.int64]:
    """A total dealt out by weights drawn by code, one each before all: rounded down, the rest to the largest fractions.
    """
    weight = np.array([np.exp(SD_LOG * normals((1,), seed, "population", code)[0]) for code in codes])
    share = (total - len(codes)) * weight / weight.sum()
    whole = np.floor(share).astype(np.int64)
    rest = total - len(codes) - int(whole.sum())
    largest = np.lexsort((np.array(codes), whole - share))[:rest]
    whole[largest] += 1
    return np.asarray(whole + 1)
