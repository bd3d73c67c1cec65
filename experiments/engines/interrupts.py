"""When an interruption is heard: not while workers are started, and not between two files that belong together."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

HEARD = tuple(number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None)
"""Signals that end a command with what is finished kept."""


@contextmanager
def workers_start() -> Iterator[None]:
    """Ctrl-C waits for the moment in which workers are started, and for ever in the workers, which inherit that: the process that a
    person started ends them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    # The first worker brings multiprocessing's tracker with it, whose start lets signals through again whatever they did before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def kept_whole() -> Iterator[None]:
    """What is done within is done to its end; an interruption that comes meanwhile is raised after it.

    Signals that nobody of this program handles, and threads other than the first, which Python never interrupts, are left as they are.

    Raises:
        KeyboardInterrupt: one came.
    """
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    first = threading.current_thread() is threading.main_thread()
    before = {number: handler for number in HEARD if first and callable(handler := signal.getsignal(number))}
    for number in before:
        signal.signal(number, note)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt
