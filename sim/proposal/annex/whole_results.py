"""Whether a results folder still holds what its run has left."""

from __future__ import annotations

import json
import os
from pathlib import Path

from sim.problems import InputError, Problem, phrase
from sim.proposal.annex.material import Material

_MAGIC = b"PAR1"
"""The first and the last bytes of a Parquet file."""


def refuse_parts(material: Material, folder: Path, where: str) -> None:
    """Refuse a folder without its provenance, or with fewer tables than its documents were made of.

    Args:
        where: the key that names the folder.

    Raises:
        InputError: with what is missing or cut, once.
    """
    files = (f"{table}.parquet" for table in material.tables)
    wrong = tuple(name for name in files if not _table(folder / name))
    wrong += () if _provenance(folder / "provenance.json") else ("provenance.json",)
    if wrong:
        found = phrase("propose.lacking", files=wrong)
        raise InputError([Problem("propose.folder", where, found, phrase("propose.folder"), phrase("propose.hint"))])


def _table(file: Path) -> bool:
    """Whether a table is there from its beginning to its end."""
    try:
        with file.open("rb") as opened:
            head = opened.read(4)
            opened.seek(-4, os.SEEK_END)
            return head == opened.read() == _MAGIC
    except OSError:
        return False


def _provenance(file: Path) -> bool:
    """Whether a file holds what a run tells of itself."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and isinstance(told.get("config"), dict)
