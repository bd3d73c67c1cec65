"""Whether a results folder still holds what its run has left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from sim.problems import InputError, Problem, Said, phrase
from sim.proposal.annex.material import Material
from sim.proposal.frames import read_frame


def refuse_parts(material: Material, folder: Path, where: str) -> None:
    """Refuse a folder without its provenance, or with fewer tables than its documents were made of.

    Args:
        where: the key that names the folder.

    Raises:
        InputError: with what is missing or cut, once.
    """
    if wrong := lacking(folder, material.tables):
        found = phrase("propose.lacking", files=wrong)
        raise InputError([Problem("propose.folder", where, found, phrase("propose.folder"), phrase("propose.hint"))])


def lacking(folder: Path, tables: Iterable[str]) -> tuple[str, ...]:
    """The files of some tables, and of the provenance, that a folder has not, or not as they were written."""
    wrong = [f"{table}.parquet" for table in tables if not _table(folder, table)]
    return tuple(wrong if _provenance(folder / "provenance.json") else [*wrong, "provenance.json"])


def as_seen(folder: Path, tables: Sequence[str]) -> Said:
    """A folder as a message names it: by what it lacks, or by itself where it has none of it."""
    wrong = lacking(folder, tables)
    return phrase("propose.lacking", files=wrong) if 0 < len(wrong) <= len(tables) else str(folder)


def _table(folder: Path, name: str) -> bool:
    """Whether a table is there as it was written."""
    try:
        read_frame(folder, name)
    except (OSError, ValueError):
        return False
    return True


def _provenance(file: Path) -> bool:
    """Whether a file holds what a run tells of itself."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and isinstance(told.get("config"), dict)
