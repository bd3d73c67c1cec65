"""Standard output and error as a command needs them: they never stop it, whatever the console can show and whoever
stops reading."""

from __future__ import annotations

import codecs
import sys
from typing import TextIO, cast

from sim.plain.patient import Patient
from sim.plain.plainly import plainly

HANDLER = "parcelflow.plain"


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
