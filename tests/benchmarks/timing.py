"""CPU time of a piece of work."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray


def cpu(work: Sequence[Callable[[], object]], rounds: int) -> NDArray[np.float64]:
    """CPU seconds of this process, shape (rounds, pieces of work); rounds take the pieces in turn, so that a slow moment slows all alike."""
    spent = np.empty((rounds, len(work)))
    for i in range(rounds):
        for j, piece in enumerate(work):
            gc.collect()
            begin = time.process_time()
            piece()
            spent[i, j] = time.process_time() - begin
    return spent
