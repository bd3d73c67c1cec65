"""Standard output and error as a job needs them: they never stop it, whatever the console can show and whoever stops
reading."""

from __future__ import annotations

import codecs
import errno
import os
import sys
from typing import Any, TextIO, cast

from sim.plain.plainly import plainly

READER_GONE = (errno.EPIPE, errno.EINVAL, errno.EIO, errno.ESHUTDOWN)
"""Errors of writing to a pipe whose reader has ended (EINVAL on Windows), or to a terminal that was closed."""

HANDLER = "parcelflow.plain"


class Patient:
    """A text stream that goes on when what is written can go nowhere any more: it is dropped, and ``failed`` says why
    if nobody closed it on purpose."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.failed: OSError | None = None

    def write(self, text: str) -> int:
        """See ``io.TextIOBase``."""
        try:
            return self._stream.write(text)
        except OSError as error:
            self._drop(error)
            return len(text)

    def flush(self) -> None:
        """See ``io.TextIOBase``."""
        try:
            self._stream.flush()
        except OSError as error:
            self._drop(error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def _drop(self, error: OSError) -> None:
        if error.errno not in READER_GONE:
            self.failed = error
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)


def prepare() -> None:
    """Make the process's own output and error as this module says; streams that somebody else has put there are left
    alone."""
    codecs.register_error(HANDLER, plainly)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream is getattr(sys, f"__{name}__"):
            stream.reconfigure(errors=HANDLER)
            setattr(sys, name, cast(TextIO, Patient(stream)))


def written() -> bool:
    """Whether all that was printed could be written, or was not wanted any more; if not, why is said on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    failed = getattr(sys.stdout, "failed", None)
    if failed is not None:
        print(f"stdout: {failed.strerror or failed}", file=sys.stderr)
    return failed is None
