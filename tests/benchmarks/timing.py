"""CPU time of a piece of work."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence


def cpu(work: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Least CPU seconds of this process for each piece of work, in rounds that take them in turn: a busy machine slows all alike."""
    best = [float("inf")] * len(work)
    for _ in range(rounds):
        for i, piece in enumerate(work):
            gc.collect()
            begin = time.process_time()
            piece()
            best[i] = min(best[i], time.process_time() - begin)
    return best
