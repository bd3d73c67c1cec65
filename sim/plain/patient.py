"""A text stream that nobody may be reading any more."""

from __future__ import annotations

import errno
import os
from typing import Any, TextIO

READER_GONE = (errno.EPIPE, errno.EINVAL, errno.EIO, errno.ESHUTDOWN)
"""Errors of writing to a pipe whose reader has ended (EINVAL on Windows), or to a terminal that was closed."""


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
