"""What became of the rows of a table, counted; nothing is noted of none."""

from __future__ import annotations

import numpy as np

from sim.demand.read_notes import DRAWN, Notes
from sim.demand.waybills import scans_of
from sim.problems import Phrase
from tests.demand.tables import table_of


def keys(notes: Notes, count: int = 5) -> dict[str, tuple[int, str]]:
    return {n.what.key: (n.count, n.status) for n in notes.done(count) if isinstance(n.what, Phrase)}


def test_the_number_of_parcels_comes_first_and_remarks_last() -> None:
    table = table_of(village=["甲村"], zzz=["x"])
    notes = Notes(table)
    notes.add("note.outbound", 3)
    assert list(keys(notes)) == ["note.parcels", "note.outbound", "note.parcels_read"]
    assert keys(notes)["note.parcels"] == (5, "user")


def test_what_happened_to_no_row_is_not_noted() -> None:
    notes = Notes(table_of(village=["甲村"]))
    ones = np.zeros(3, np.int32)
    none = scans_of(None, np.ones(3, np.bool_), np.arange(3), ones, ones.astype(np.int16), np.ones(3, np.bool_))
    notes.rows(none, 0, 0, 0, dict.fromkeys(DRAWN, 0))
    assert list(keys(notes)) == ["note.parcels"]
    notes.rows(none, 2, 1, 4, {**dict.fromkeys(DRAWN, 0), "kg": 7})
    assert keys(notes) == {"note.parcels": (5, "user"), "note.kg_drawn": (7, "assumed"), "note.outbound": (2, "assumed"), "note.outside": (1, "assumed"), "note.idle_measured_days": (4, "assumed")}
