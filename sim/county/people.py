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
    unknown = [i for i, g in enumerate(given) if g is None]
    if not unknown:
        return people
    known = people[people >= 0]
    left = (rural or 0) - int(known.sum())
    if left < len(unknown):
        left = round(len(unknown) * (float(known.mean()) if known.sum() > 0 else VILLAGE_MEAN))
        left = max(left, len(unknown))
    weight = np.array([np.exp(SD_LOG * normals((1,), seed, "population", codes[i])[0]) for i in unknown])
    share = (left - len(unknown)) * weight / weight.sum()  # on top of one resident each
    whole = np.floor(share).astype(np.int64)
    rest = left - len(unknown) - int(whole.sum())
    largest = np.lexsort((np.array([codes[i] for i in unknown]), whole - share))[:rest]
    whole[largest] += 1
    people[unknown] = whole + 1
    return people
