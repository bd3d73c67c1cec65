"""Which places of a county the rows and columns of a matrix are, and what it says of each pair of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from sim.county.county import Note
from sim.county.detours import Position
from sim.county.geometry import LonLat, straight_km
from sim.county.given import DistanceRow, PlaceRef
from sim.county.matrix import Matrix, Placed
from sim.county.mileage import Mileage
from sim.problems import Problem, Where, phrase

NEAR_KM = 2.0
"""A service takes the nearest road, which is not farther from a place than this; with no list of places, no farther is
looked for one."""

FAR_KM = 10.0
"""A listed place that is farther from where the service took it to be stands in another row."""

Find = Callable[[str, Where], PlaceRef | None]
Ends = list[list[PlaceRef]]


def take_matrix(
    matrix: Matrix, roads: Mileage, find: Find, known: Sequence[PlaceRef], position: Position, problems: list[Problem]
) -> list[Note]:
    """Add the pairs of a matrix to those of a table, which go before it.

    Args:
        find: the place that a word means; None, with a problem, of none.
        known: all places. position: of a place, where a table has it.

    Returns:
        How many pairs it gave, and which it had no way for.
    """
    rows, columns = (_ends(side, find, known, position, problems) for side in (matrix.rows, matrix.columns))
    own, gaps = set(roads.km), list[str]()
    for i, starts in enumerate(rows):
        for j, ends in enumerate(columns):
            if set(starts) & set(ends):
                continue  # places at one position: the matrix knows them as one
            pairs = [(a, b) for a in starts for b in ends if (a, b) not in own]
            if pairs and not _take(matrix, (i, j), pairs, roads):
                gaps.append(_name(matrix, i, j))
    taken = Note(phrase("note.matrix"), "user", sum(pair not in own for pair in roads.rows), matrix.file)
    listed = phrase("geo.list", listed=tuple(gaps[:5]))
    return [note for note in (taken, Note(phrase("note.matrix_gaps"), "doubtful", len(gaps), listed)) if note.count]


def _take(matrix: Matrix, cell: tuple[int, int], pairs: list[tuple[PlaceRef, PlaceRef]], roads: Mileage) -> bool:
    """Add what a cell says of the pairs that it stands for; False where it says nothing."""
    km, minutes = (None if of is None or np.isnan(of[cell]) else float(of[cell]) for of in (matrix.km, matrix.minutes))
    if km is None and minutes is None:
        return False
    key = f"[{cell[0]}][{cell[1]}]"
    for pair in pairs:
        roads.add(pair, km, minutes, DistanceRow(Where(matrix.file, key=key), _name(matrix, *cell)))
    return True


def _name(matrix: Matrix, i: int, j: int) -> str:
    """A pair as the matrix calls it."""
    return "—".join(end.word or end.where.key for end in (matrix.rows[i], matrix.columns[j]))


def _ends(
    side: Sequence[Placed], find: Find, known: Sequence[PlaceRef], position: Position,
    problems: list[Problem],
) -> Ends:
    """The places of each row or column: the one listed, else those whose position is nearest to it."""
    if not any(end.word for end in side):
        return _nearest(side, known, position)
    found = [find(end.word, end.where) for end in side]
    times = Counter(found)
    ends: Ends = [[] for _ in side]
    for of, ref, end in zip(ends, found, side, strict=True):
        if ref is None:
            continue
        fault = _fault(end, times[ref] > 1, position(ref))
        if fault is None:
            of.append(ref)
        else:
            problems.append(fault)
    return ends


def _fault(end: Placed, again: bool, own: LonLat | None) -> Problem | None:
    """What is wrong with a listed place: listed before, or taken by the service to be somewhere else."""
    if again:
        return Problem("county.matrix_twice", end.where, end.word, phrase("geo.matrix_once"))
    if end.position is None or own is None or (km := straight_km(end.position, own)) <= FAR_KM:
        return None
    told = phrase("geo.matrix_elsewhere", name=end.word, km=round(km, 1))
    allowed = phrase("geo.matrix_near", km=FAR_KM)
    return Problem("county.matrix_order", end.where, told, allowed, phrase("geo.matrix_check_order"))


def _nearest(side: Sequence[Placed], known: Sequence[PlaceRef], position: Position) -> Ends:
    """Each place with a position at the row or column that is nearest to it, if it is near."""
    found: Ends = [[] for _ in side]
    for ref in known:
        if (at := position(ref)) is None:
            continue
        far = [(straight_km(at, end.position), i) for i, end in enumerate(side) if end.position is not None]
        if far and (best := min(far))[0] <= NEAR_KM:
            found[best[1]].append(ref)
    return found
