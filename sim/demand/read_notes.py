"""What became of the rows of a table of parcels, counted."""

from __future__ import annotations

from collections.abc import Mapping

from sim.county.county import Note
from sim.demand.table import Table
from sim.demand.waybills import Scans
from sim.problems import Said, phrase

DRAWN = ("brand", "kg", "litres", "to_door", "dwell", "household")
"""What is drawn where a table does not say it."""


class Notes:
    """The notes so far, each a kind of row and how many there are."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._notes: list[Note] = []

    def add(self, what: str, count: int, status: str = "assumed", source: Said = "") -> None:
        """Note something that happened to so many rows, by its key of the catalogue; nothing where there is none."""
        if count:
            self._notes.append(Note(phrase(what), status, count, source or self._table.file))

    def rows(self, scans: Scans, outbound: int, outside: int, idle_days: int, drawn: Mapping[str, int]) -> None:
        """Note what became of the rows that are no parcels, and what is drawn for those that are."""
        for what in DRAWN:
            self.add(f"note.{what}_drawn", drawn[what], source=phrase("source.demand"))
        self.add("note.parcel_scans", scans.repeated)
        self.add("note.no_arrival", scans.others)
        self.add("note.outbound", outbound)
        self.add("note.outside", outside)
        self.add("note.idle_measured_days", idle_days)

    def done(self, count: int) -> tuple[Note, ...]:
        """The number of parcels, then all notes, then the remarks of the reader of tables."""
        first = Note(phrase("note.parcels"), "user", count, self._table.file)
        remarks = [
            Note(phrase("note.parcels_read"), "user", max(1, len(r.rows)), r) for r in self._table.findings.remarks
        ]
        return (first, *self._notes, *remarks)
