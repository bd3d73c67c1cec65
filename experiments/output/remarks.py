"""Remarks on how an input was read, on stderr: they stop nothing and belong to no result."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from sim.problems import phrase
from sim.table import Remark


def say_remarks(remarks: Iterable[Remark], lang: str) -> None:
    """Print each remark once, in ``lang``."""
    for text in dict.fromkeys(r.text(lang) for r in remarks):
        print(phrase("table.note", told=text).text(lang), file=sys.stderr)
