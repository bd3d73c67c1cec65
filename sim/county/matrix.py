"""A matrix of driving times and distances as a routing service answers it (OSRM table, openrouteservice matrix)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sim.arrays import Floats
from sim.county.columns import MATRIX_PLACES
from sim.county.geometry import LonLat
from sim.plain import read_json
from sim.plain.number import is_number
from sim.problems import InputError, Said, Where, phrase
from sim.table import Findings, fill, read_table

DURATIONS, DISTANCES = "durations", "distances"

USUAL = {DURATIONS: (60.0, 43_200.0), DISTANCES: (500.0, 500_000.0)}
"""Between which the median of a county's durations in seconds, and distances in metres, lies; else the unit is another.
"""

MOST = {DURATIONS: 180_000.0, DISTANCES: 3_000_000.0}
"""No single one is above: as in a table of distances, 3,000 minutes and 3,000 km."""

AWAY = 0.01
"""From a place to itself is less than this part of what the matrix says of most pairs."""

LENGTHS = {"m": 0.001, "km": 1.0, "mi": 1.609344}
"""Units of length that openrouteservice can be asked for, in km; without one it answers in metres, as OSRM does."""


@dataclass(frozen=True)
class Placed:
    """A row or column of a matrix: the place it is said to be, and the position that the service took for it."""

    word: str
    where: Where
    position: LonLat | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Matrix:
    """Road km and minutes from each of ``rows`` to each of ``columns``, NaN where the service found no way; None where
    it was not asked."""

    file: str
    rows: tuple[Placed, ...]
    columns: tuple[Placed, ...]
    km: Floats | None
    minutes: Floats | None


def read_matrix(path: Path, places: Path | None, findings: Findings) -> Matrix | None:
    """The matrix of a file; None, with every fault added to ``findings``, where it cannot be used.

    Args:
        places: a table of the places, in the order of the matrix; None: the file's own ``places``, else the positions
            of its ``sources`` and ``destinations``.
    """
    before = len(findings.problems)
    try:
        answer = read_json(path, path.name)
    except InputError as error:
        findings.problems += error.problems
        return None
    names = _names(answer, path.name, places, findings)
    if len(findings.problems) > before or not _is_answer(answer, path.name, findings):
        return None
    values = {key: _values(answer[key], Where(path.name, key=key), findings) for key in USUAL if answer.get(key)}
    sides = [_side(answer, side, names, path.name) for side in ("sources", "destinations")]
    for key, found in values.items():
        _check(key, found, sides, path.name, findings, _metric(answer, key))
    if len(findings.problems) > before:
        return None
    km, seconds = values.get(DISTANCES), values.get(DURATIONS)
    return Matrix(
        file=path.name, rows=sides[0], columns=sides[1], km=None if km is None else km * _length(answer),
        minutes=None if seconds is None else seconds / 60,
    )


def _names(answer: Any, file: str, places: Path | None, findings: Findings) -> list[Placed]:
    """The places as they are listed: in their own table, else in the file."""
    if places is not None:
        raw = read_table(places, "county", findings)
        table = None if raw is None else fill(raw, MATRIX_PLACES, findings)
        rows = [] if table is None else table.records
        return [Placed(row.text("place"), row.where("place"), None) for row in rows]
    listed = answer.get("places", []) if isinstance(answer, Mapping) else []
    if isinstance(listed, list) and all(isinstance(word, str) for word in listed):
        return [Placed(word, Where(file, key=f"places[{i}]"), None) for i, word in enumerate(listed)]
    findings.fault("county.matrix", Where(file, key="places"), str(listed)[:60], phrase("geo.matrix_names"))
    return []


def _is_answer(answer: Any, file: str, findings: Findings) -> bool:
    """Whether a file holds an answer with a matrix; what else it is, is a fault."""
    error = _error(answer)
    if error is None and any(answer.get(key) for key in USUAL):
        return True
    found = phrase("geo.no_matrix") if error is None else error
    findings.fault("county.matrix", Where(file), found, phrase("geo.matrix_allowed"), phrase("geo.matrix_hint"))
    return False


def _error(answer: Any) -> Said | None:
    """What a service said instead of a matrix; None where it said nothing of the kind."""
    if not isinstance(answer, Mapping):
        return str(answer)[:60]
    told = answer.get("error") or (answer.get("code", "Ok") != "Ok" and [answer["code"], answer.get("message", "")])
    return str(told)[:120] if told else None


def _values(rows: Any, where: Where, findings: Findings) -> Floats:
    """The numbers of a matrix, NaN where the service has none; empty, with a fault, where it is none."""
    none = np.zeros((0, 0))
    if not (isinstance(rows, list) and all(isinstance(row, list) and len(row) == len(rows[0]) for row in rows)):
        findings.fault("county.matrix_size", where, phrase("geo.ragged_matrix"), phrase("geo.even_matrix"))
        return none
    wrong = [(i, j, cell) for i, row in enumerate(rows) for j, cell in enumerate(row) if not _is_value(cell)]
    for i, j, cell in wrong[:5]:
        at = Where(where.file, key=f"{where.key}[{i}][{j}]")
        findings.fault("county.matrix_cell", at, str(cell)[:40], phrase("geo.matrix_cell"))
    return none if wrong else np.array(rows, dtype=np.float64)


def _is_value(cell: Any) -> bool:
    return cell is None or (is_number(cell) and 0 <= cell < 1e12)


def _side(answer: Mapping[str, Any], side: str, names: Sequence[Placed], file: str) -> tuple[Placed, ...]:
    """The places of the rows or columns: as listed, with the positions that the service took for them."""
    ends = answer.get(side)
    positions = [_position(end) for end in ends] if isinstance(ends, list) else []
    if not names:
        return tuple(Placed("", Where(file, key=f"{side}[{i}]"), at) for i, at in enumerate(positions))
    known = positions if len(positions) == len(names) else [None] * len(names)
    return tuple(Placed(name.word, name.where, at) for name, at in zip(names, known, strict=True))


def _position(end: Any) -> LonLat | None:
    at = end.get("location") if isinstance(end, Mapping) else None
    if isinstance(at, list) and len(at) == 2 and all(isinstance(degree, (int, float)) for degree in at):
        return float(at[0]), float(at[1])
    return None


def _check(
    key: str, found: Floats, sides: Sequence[Sequence[Placed]], file: str, findings: Findings, metric: bool
) -> None:
    """Add what is wrong with the size of a matrix, with all of it empty, or with its unit."""
    where, size = Where(file, key=key), (len(sides[0]), len(sides[1]))
    if not found.size:
        return
    if found.shape != size:
        _wrong_size(found, size, where, findings)
        return
    away = found[np.nan_to_num(found) > 0]
    if not away.size:
        findings.fault("county.matrix", where, phrase("geo.empty_matrix"), phrase("geo.matrix_allowed"))
        return
    low, high = USUAL[key]
    if metric and not low <= (middle := float(np.median(away))) <= high:
        allowed = phrase(f"geo.unit_{key}", low=low, high=high)
        findings.fault("county.matrix_unit", where, phrase("geo.matrix_middle", middle=round(middle, 2)), allowed)
        return
    most = MOST[key] if metric else MOST[key] / 1000
    for i, j in np.argwhere(np.nan_to_num(found) > most)[:5].tolist():
        at, told = Where(file, key=f"{key}[{i}][{j}]"), phrase("geo.matrix_most", most=f"{most:,.0f}")
        findings.fault("county.matrix_cell", at, f"{found[i, j]:,.0f}", told)
    _to_themselves(found, sides, float(np.median(away)), where, findings)


def _to_themselves(
    found: Floats, sides: Sequence[Sequence[Placed]], middle: float, where: Where, findings: Findings
) -> None:
    """Add the first cells that lead from a place to itself and say that it is away; ``middle``: of all cells."""
    rows, columns = ([end.word or end.position for end in side] for side in sides)
    same = [(rows.index(end), columns.index(end)) for end in rows if end and rows.count(end) == columns.count(end) == 1]
    wrong = [(i, j) for i, j in same if found[i, j] > AWAY * middle]
    for i, j in wrong[:5]:
        told = phrase("geo.matrix_self", name=sides[0][i].word or i, value=round(float(found[i, j]), 2))
        at, hint = Where(where.file, key=f"{where.key}[{i}][{j}]"), phrase("geo.matrix_check_order")
        findings.fault("county.matrix_cell", at, told, phrase("geo.matrix_nought"), hint)


def _wrong_size(found: Floats, size: tuple[int, int], where: Where, findings: Findings) -> None:
    """A fault of a matrix that has not as many rows and columns as there are places."""
    told = phrase("geo.matrix_size", rows=found.shape[0], columns=found.shape[1])
    allowed = phrase("geo.matrix_places", rows=size[0], columns=size[1])
    findings.fault("county.matrix_size", where, told, allowed, phrase("geo.matrix_order") if 0 in size else "")


def _metric(answer: Mapping[str, Any], key: str) -> bool:
    """Whether a matrix is in seconds or metres."""
    return key == DURATIONS or _length(answer) == LENGTHS["m"]


def _length(answer: Mapping[str, Any]) -> float:
    """One of the answer's units of length, in km."""
    metadata = answer.get("metadata")
    query = metadata.get("query") if isinstance(metadata, Mapping) else None
    unit = query.get("units", "m") if isinstance(query, Mapping) else "m"
    return LENGTHS.get(unit, LENGTHS["m"]) if isinstance(unit, str) else LENGTHS["m"]
