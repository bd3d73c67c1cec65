"""The table of road distances and driving minutes between hub, townships and villages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from sim.county.detours import Rows
from sim.county.given import DistanceRow, PlaceRef
from sim.county.served import one_place
from sim.problems import Problem, Where, phrase
from sim.table import FilledRow
from sim.table.names import Names, spaceless

Pair = tuple[PlaceRef, PlaceRef]


@dataclass
class Mileage:
    """Road km and minutes of driving by (from, to), and where each pair stands; either only where it is given."""

    km: dict[Pair, float] = field(default_factory=dict)
    minutes: dict[Pair, float] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)

    def add(self, pair: Pair, km: float | None, minutes: float | None, row: DistanceRow) -> None:
        """Add what is known of a pair."""
        self.rows[pair] = row
        if km is not None:
            self.km[pair] = km
        if minutes is not None:
            self.minutes[pair] = minutes


def read_distances(
    rows: Sequence[FilledRow], find: Callable[[str, Where], PlaceRef | None], problems: list[Problem]
) -> Mileage:
    """What the rows say of each pair. Faults are added to ``problems``, their rows left out.

    Args:
        find: see ``finder``.
    """

    def place(row: FilledRow, key: str) -> PlaceRef | None:
        return None if key in row.faulty else find(row.text(key), row.where(key))

    found = Mileage()
    first: dict[Pair, int] = {}
    for row in rows:
        a, b, km = place(row, "from"), place(row, "to"), row.number_or_none("km")
        if a is None or b is None or km is None:
            continue
        fault = _fault(row, a == b, first.get((a, b)))
        if fault is not None:
            problems.append(fault)
            continue
        first[a, b] = row.number
        told = DistanceRow(row.where("km"), f"{row.text('from')}—{row.text('to')}")
        found.add((a, b), km, row.number_or_none("minutes"), told)
    return found


def _fault(row: FilledRow, to_itself: bool, first: int | None) -> Problem | None:
    """What is wrong with the two ends of a distance; ``first`` is the row that had them before."""
    if first is not None:
        told = phrase("county.pair_again", a=row.text("from"), b=row.text("to"), row=first)
        return Problem("county.duplicate_distance", row.where("from"), told, phrase("county.pair_once"))
    if to_itself:
        other = phrase("county.another_place")
        return Problem("county.distance_to_itself", row.where("to"), row.text("to"), other)
    return None


def finder(
    hub: Callable[[], Sequence[str]], known: Names, names: Names, problems: list[Problem]
) -> Callable[[str, Where], PlaceRef | None]:
    """Finds the place that a word means: the hub, a township, else a village; None, with a problem, of none.

    Args:
        hub: gives the words that mean the hub, of which there are hundreds: asked for once, by the first word.
        known: the townships. names: the villages.
    """
    words = cache(hub)
    spelt = cache(lambda: {spaceless(w) for w in words()})

    def place(word: str, where: Where) -> PlaceRef | None:
        if spaceless(word) in spelt():
            return ("hub", 0)
        if len(found := known.find(word)) == 1:
            return ("township", found[0])
        village = one_place(word, names, "place", where, problems, [*known.all(), *words()])
        return None if village is None else ("village", village)

    return place
