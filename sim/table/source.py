"""The bytes of an input file: what is no file, cannot be read or is too large is refused before it is opened."""

from __future__ import annotations

import stat
from pathlib import Path

from sim.problems import Where, phrase
from sim.table.findings import Findings
from sim.table.limits import MB, MOST_BYTES


def is_hidden(path: Path) -> bool:
    """Whether a file is none that its owner made: hidden, a Mac's companion (``._x``) or an office program's lock
    (``~$x``, ``.~x``)."""
    return path.name.startswith((".", "~$", "~"))


def read_bytes(path: Path, room: str, findings: Findings) -> bytes | None:
    """The content of a file; None, with the fault added, where there is none to be had.

    Args:
        room: first part of the codes of faults, e.g. ``county``.
    """
    allowed, no_file = phrase("table.a_table"), ""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            no_file = "table.folder"
        elif not stat.S_ISREG(found.st_mode):
            no_file = "table.no_regular_file"
        elif found.st_size > MOST_BYTES:
            mb, most = phrase("table.megabytes", mb=found.st_size // MB), MOST_BYTES // MB
            where = Where(file=path.name or str(path))
            findings.fault(f"{room}.too_large", where, mb, phrase("table.most_megabytes", mb=most))
        else:
            return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        no_file = "table.no_file"
    except (OSError, ValueError) as error:  # a name too long or with a zero byte, no permission, a broken disk
        reason = (getattr(error, "strerror", None) or str(error)).strip()
        findings.fault(f"{room}.unreadable", str(path)[:200], phrase("table.no_access", reason=reason), allowed)
    if no_file:
        findings.fault(f"{room}.missing_source", str(path), phrase(no_file), allowed, phrase("table.check_path"))
    return None
