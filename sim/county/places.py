"""Townships and villages of the tables, and the names by which other tables find them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sim.county.alike import alike_townships
from sim.county.facilities import TOWNSHIP, VILLAGE, facilities
from sim.county.geometry import LonLat
from sim.county.given import GivenTownship, GivenVillage
from sim.county.positions import Positions
from sim.problems import Phrase, did_you_mean, phrase
from sim.table import FilledRow, Findings
from sim.table.names import Names, exact, placed


@dataclass
class Told:
    """What the reading of tables has in common.

    Attributes:
        status: what a given position counts as where its own row does not say.
        places: reads positions, and keeps them.
        above: takes off a name what stands before it down to the county (``called.above_places``).
    """

    status: str
    places: Positions
    findings: Findings
    above: Callable[[str], str] = str


def read_townships(rows: Sequence[FilledRow], told: Told) -> tuple[list[GivenTownship], Names]:
    """The townships of their own table, and how they are found by code and by name."""
    townships: list[GivenTownship] = []
    known = Names(above=told.above)
    names, codes = dict[str, int](), dict[str, int]()
    for row in rows:
        position = told.places.read(row, told.findings.problems)
        if "name" in row.faulty:
            continue
        name = row.text("name")
        code = row.text("code") or name
        first = names.setdefault(exact(name), row.number)
        first_code = codes.setdefault(exact(code), row.number)
        if first != row.number:
            _repeated(row, "name", "duplicate_township", _again(name, first), "township_once", told)
            continue
        if first_code != row.number:
            _repeated(row, "code", "duplicate_code", _again(code, first_code), "code_once", told)
        # a repeated code still makes the name known: its villages are not at fault
        known.add(len(townships), code, name)
        townships.append(_township(row, code, position, told.status))
    return townships, known


def _township(row: FilledRow, code: str, position: LonLat | None, status: str) -> GivenTownship:
    name, status = row.text("name"), row.text("position_status") or status
    return GivenTownship(
        code, name, row.text("pinyin") or name, row.text("kind"), position, status, row.where("lon"),
        facilities(row, TOWNSHIP),
    )


def _repeated(row: FilledRow, column: str, fault: str, found: Phrase, allowed: str, told: Told) -> None:
    """Add the fault of a name or code that another row has."""
    told.findings.fault(f"county.{fault}", row.where(column), found, phrase(f"county.{allowed}"))


def _again(word: str, row: int) -> Phrase:
    return phrase("county.again", word=word, row=row)


def read_villages(
    rows: Sequence[FilledRow], townships: list[GivenTownship], known: Names, listed: bool, told: Told
) -> tuple[list[GivenVillage], Names]:
    """The villages, and how they are found by code, by name and by ``township/name``; townships not listed anywhere are
    added.

    Args:
        townships, known: of the table of townships; added to where ``listed`` is false, which says whether there is
            one.
    """
    if not listed:
        _townships_named(rows, townships, known, told)
    villages: list[GivenVillage] = []
    names = Names(known, told.above)
    seen = _Seen()
    for row in rows:
        position = told.places.read(row, told.findings.problems)
        name = row.text("name")
        township = _township_of_village(row, known, told.findings)
        if township is None:
            names.refuse(*(w for w in (name, row.text("code"), f"{row.text('township')}/{name}") if w))
            continue
        code = row.text("code") or f"{townships[township].name}/{name}"
        if _is_repeated(row, code, township, seen, told):
            continue
        _remark_alike(row, township, seen, told)
        names.add(len(villages), code, name, parents=[township])
        villages.append(_village(row, code, township, position, told.status))
    return villages, names


@dataclass(frozen=True)
class _Seen:
    """Villages read so far: row numbers by code, and by township and name; and the first row of each that is spelt
    alike in its township."""

    codes: dict[str, int] = field(default_factory=dict)
    pairs: dict[tuple[int, str], int] = field(default_factory=dict)
    alike: dict[tuple[int, str], FilledRow] = field(default_factory=dict)


def _township_of_village(row: FilledRow, known: Names, findings: Findings) -> int | None:
    """Index of a village's township; None of a row that is no village, and, with a fault, where it is not found."""
    if row.text("kind") not in ("", "village") or {"name", "township"} & row.faulty:
        return None
    return _township_of(row, row.text("township"), known, findings)


def _is_repeated(row: FilledRow, code: str, township: int, seen: _Seen, told: Told) -> bool:
    """Whether a village has the code, or in its township the name, of a row before it, which is a fault; else it is
    kept."""
    name = row.text("name")
    pair = (township, exact(name))
    if code in seen.codes and (row.text("code") or pair not in seen.pairs):
        _repeated(row, "code", "duplicate_code", _again(code, seen.codes[code]), "code_once", told)
        return True
    if pair in seen.pairs:
        _repeated(row, "name", "duplicate_village", _again(name, seen.pairs[pair]), "village_once", told)
        return True
    seen.codes[code] = seen.pairs[pair] = row.number
    return False


def _remark_alike(row: FilledRow, township: int, seen: _Seen, told: Told) -> None:
    """Remark on a village that is spelt like another of its township, but for spaces and kind."""
    name = row.text("name")
    same = seen.alike.setdefault((township, placed(told.above(name))), row)
    if same is not row:
        spelling = phrase("county.alike_villages", one=same.text("name"), other=name, row=same.number)
        told.findings.remark("county.alike_villages", row.where("name"), spelling)


def _village(row: FilledRow, code: str, township: int, position: LonLat | None, status: str) -> GivenVillage:
    name, population = row.text("name"), row.number_or_none("population")
    return GivenVillage(
        code, name, row.text("pinyin") or name, township, None if population is None else int(population),
        row.text("population_status") or "user", row.number_or_none("parcels_per_day"),
        position, row.text("position_status") or status, row.where("lon"), row.number_or_none("to_door_share"),
        facilities(row, VILLAGE),
    )  # fmt: skip


def _townships_named(rows: Sequence[FilledRow], townships: list[GivenTownship], known: Names, told: Told) -> None:
    """Add every township that the villages name; spellings that look alike are a fault, told once for each township."""
    found: dict[str, list[FilledRow]] = {}
    for row in rows:
        if row.text("kind") in ("", "village") and not {"name", "township"} & row.faulty:
            found.setdefault(exact(row.text("township")).replace(" ", ""), []).append(row)
    alike_townships(found, told.above, told.findings)
    for same in found.values():
        words = Counter(row.text("township") for row in same)
        word = min(words, key=lambda w: (" " in w, -words[w]))
        known.add(len(townships), word, *(row.text("township") for row in same))
        townships.append(GivenTownship(word, word, word, "", None, "synthetic"))


def _township_of(row: FilledRow, word: str, known: Names, findings: Findings) -> int | None:
    found = known.find(word)
    if len(found) == 1:
        return found[0]
    if found:
        findings.fault(
            "county.ambiguous_township", row.where("township"), word, phrase("county.township_known"),
            phrase("county.write_code"),
        )
    else:
        findings.fault(
            "county.unknown_township", row.where("township"), word, phrase("county.township_known"),
            did_you_mean(word, known.all()),
        )
    return None
