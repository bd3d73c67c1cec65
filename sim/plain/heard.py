"""Signals that end a command: heard wherever it is, and told by its exit code."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130
"""Exit code."""


class Heard:
    """Ctrl-C, SIGTERM and a closed terminal end the command with what is finished kept, folders to throw away gone.

    Attributes:
        came: whether one came. code: with which the command ends.
    """

    def __init__(self) -> None:
        self.came, self.code = False, 0
        atexit.register(self._leave)  # the first to be registered is the last to be called

    def listen(self) -> None:
        """From now on each of them is a KeyboardInterrupt, unless it is ignored already."""
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
                signal.signal(number, self._interrupt)

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt

    def _leave(self) -> None:
        """With the exit code, not by the signal itself, to which Python comes back where it met generated code."""
        if self.code == INTERRUPTED:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
            os._exit(INTERRUPTED)


def unless_interrupted(error: BaseException) -> None:
    """Nothing, where an error tells what is wrong.

    Raises:
        KeyboardInterrupt: the error came of one, as a library that is interrupted may fail of something else on its
            way out.
    """
    before: BaseException | None = error
    while before is not None:
        if isinstance(before, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        before = before.__context__
