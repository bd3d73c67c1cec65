"""Whole replications of every study, a file each beside the archive: all measures, of which the archive has the
county's KPIs.

Files are data of a known schema (``records``); one that is damaged is set aside with a word, and its replication
simulated anew. So is a trace, by the checksums of its tables.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.measure.part import Part, check_part
from sim.plain import records
from sim.plain.whole import whole
from sim.problems import phrase
from sim.store.archive_file import Tell, nobody

if TYPE_CHECKING:
    import pandas as pd

TRACES = ("parcels", "rides", "runs", "stops", "stages")
"""Tables of a trace."""


SUMS = "sums"
"""File beside them: the checksum of each."""


class Parts:
    """The files of a store. A scenario goes by its name and the key of ``Archive``."""

    def __init__(self, store: Path, tell: Tell = nobody) -> None:
        self.folder, self._tell = store / "parts", tell

    def path(self, scenario: str, key: str, number: int) -> Path:
        """The file of one replication."""
        return self.folder / f"{scenario}-{key[:16]}" / f"{number:05d}.part"

    def trace(self, scenario: str, key: str, number: int) -> Path:
        """The folder of its trace, a parquet file a table."""
        return self.path(scenario, key, number).with_suffix(".trace")

    def keep(self, scenario: str, key: str, number: int, packed: bytes, tables: Mapping[str, bytes]) -> None:
        """Write a replication and, where it has one, its trace; each appears under its name when it is whole."""
        path = self.path(scenario, key, number)
        path.parent.mkdir(parents=True, exist_ok=True)
        if tables:
            self._write_trace(self.trace(scenario, key, number), tables)
        with whole(path) as part:
            part.write_bytes(packed)

    @staticmethod
    def _write_trace(folder: Path, tables: Mapping[str, bytes]) -> None:
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        for name, content in tables.items():
            (aside / f"{name}.parquet").write_bytes(content)
        (aside / SUMS).write_text(_sums(tables))
        try:
            aside.rename(folder)
        except OSError:  # it is there already, from another process or from before: of one key, so the same
            if not folder.is_dir():
                raise
            shutil.rmtree(aside)

    def traced(self, scenario: str, key: str, number: int) -> bool:
        """Whether a whole trace of a replication is there; one that is damaged is set aside with a word."""
        folder = self.trace(scenario, key, number)
        if not folder.exists():
            return False
        try:
            found = {path.stem: path.read_bytes() for path in folder.glob("*.parquet")}
            whole_one = (folder / SUMS).read_text() == _sums(found)
        except (OSError, ValueError):
            whole_one = False
        if not whole_one:
            self._set_aside(folder)
        return whole_one

    def traces(
        self, where: Sequence[tuple[str, str, int]], names: Sequence[str] = TRACES
    ) -> dict[str, pd.DataFrame]:
        """Tables of the traces of replications, by scenario, key and number, joined into one each in their order; none
        where there is none."""
        return {name: self._joined(name, where) for name in names} if where else {}

    def _joined(self, name: str, where: Sequence[tuple[str, str, int]]) -> pd.DataFrame:
        import pandas as pd

        pieces = [pd.read_parquet(self.trace(*one) / f"{name}.parquet") for one in where]
        words = {c for c in pieces[0].columns if isinstance(pieces[0][c].dtype, pd.CategoricalDtype)}
        return pd.concat([p.astype(dict.fromkeys(words, "str")) for p in pieces], ignore_index=True)

    def read(self, scenario: str, key: str, number: int) -> Part | None:
        """A replication; None where there is none, or its file is damaged (and then set aside with a word)."""
        path = self.path(scenario, key, number)
        if not path.exists():
            return None
        try:
            part = records.read(path, Part)
            check_part(part, scenario, number)
        except ValueError:
            self._set_aside(path)
            return None
        return part

    def _set_aside(self, path: Path) -> None:
        aside = path.with_name(path.name + ".damaged")
        if path.is_dir():
            shutil.rmtree(aside, ignore_errors=True)
        os.replace(path, aside)
        self._tell(phrase("store.part_damaged", file=str(path), aside=aside.name))


def _sums(tables: Mapping[str, bytes]) -> str:
    """A line for each table of a trace: its name and checksum."""
    return "".join(f"{name} {hashlib.sha256(tables[name]).hexdigest()}\n" for name in sorted(tables))
