"""Work done in turn: each begins when it may and all before it is done. Pooled crews work so, on the scale of their curve's level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.clock import Times


def in_turn(begins: Times, work: Times, first: NDArray[np.integer] | None = None) -> tuple[Times, Times]:
    """Where the work on each of a queue ends, and the work on all up to it.

    The end of the k-th is G(k) = max(begins(k), G(k-1)) + work(k). With C = cumulated work, G - C is a running maximum of begins(k) - C(k-1).

    Args:
        begins: where the work on each can begin at the soonest; it is written over.
        first: of several queues one after another, where each begins, and where the last ends. All are worked out at once: each is set above those
            before it by more than they span.
    """
    done = work.cumsum()
    apart = None
    if first is not None:
        sizes = np.diff(first)
        done -= np.repeat((done - work).take(first[:-1]), sizes)
    end = np.subtract(begins, done, out=begins)
    end += work
    if first is not None:
        apart = np.repeat(np.arange(len(sizes)) * (int(end.max()) - int(end.min()) + 1), sizes)
        end += apart
    np.maximum.accumulate(end, out=end)
    if apart is not None:
        end -= apart
    end += done
    return end, done
