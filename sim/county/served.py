"""The table of points: at which village a village's point stands, and which township serves it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sim.county.given import GivenVillage
from sim.problems import Problem, Where, did_you_mean, phrase
from sim.table import FilledRow
from sim.table.names import Names


def one_place(
    word: str, names: Names, what: str, where: Where, problems: list[Problem], others: Iterable[str] = ()
) -> int | None:
    """The one index found for a word, or a problem.

    Args:
        what: ``village``, ``point``, ``township`` or ``place``, of which messages speak.
        others: further words that would have been understood.
    """
    found = names.find(word)
    if len(found) == 1:
        return found[0]
    if names.refused(word):
        return None
    kind = phrase(f"county.{what}")
    if found:
        told = phrase("county.several", word=word, count=len(found))
        problems.append(Problem(
            "county.ambiguous_place", where, told, phrase("county.named_once", kind=kind), phrase("county.write_code")
        ))
    else:
        hint = did_you_mean(word, [*names.all(), *others])
        problems.append(Problem(f"county.unknown_{what}", where, word, phrase("county.name_or_code", kind=kind), hint))
    return None


def read_points(
    rows: Sequence[FilledRow], names: Names, known: Names, problems: list[Problem]
) -> tuple[dict[int, int], dict[int, int]]:
    """Village -> village of its point (-1: in town), and village -> township that serves it."""
    points: dict[int, int] = {}
    stations: dict[int, int] = {}
    for row in rows:
        village = None if "village" in row.faulty else _named(row, "village", names, "village", problems)
        if village is None:
            continue
        if village in points:
            once = phrase("county.village_row_once")
            problems.append(Problem("county.duplicate_point_row", row.where("village"), row.text("village"), once))
            continue
        points[village] = -1
        if row.text("point"):
            point = _named(row, "point", names, "point", problems)
            points[village] = village if point is None else point
        station = _named(row, "station", known, "township", problems) if row.text("station") else None
        if station is not None:
            stations[village] = station
    return points, stations


def _named(row: FilledRow, column: str, names: Names, what: str, problems: list[Problem]) -> int | None:
    """The one place that a cell names; None, with a fault, where it is none or several."""
    return one_place(row.text(column), names, what, row.where(column), problems)


def points_in_township(
    rows: Sequence[FilledRow], points: dict[int, int], villages: Sequence[GivenVillage], names: Names,
    problems: list[Problem],
) -> None:
    """A point must be used by the village where it stands, and serve one township only."""
    for row in rows:
        found = names.find(row.text("village"))
        if len(found) != 1 or (village := found[0]) not in points:
            continue
        point = points[village]
        if point < 0 or point == village:
            continue
        if points.get(point, point) != point:
            told = phrase("county.homeless_point", name=villages[point].name)
            problems.append(
                Problem("county.point_without_home", row.where("point"), told, phrase("county.point_at_home"))
            )
        elif villages[point].township != villages[village].township:
            told = phrase("county.far_point", name=villages[point].name)
            problems.append(Problem(
                "county.point_across_townships", row.where("point"), told, phrase("county.same_township"),
                phrase("county.give_station"),
            ))
