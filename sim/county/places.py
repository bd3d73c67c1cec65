"""Townships and villages of the tables, and the names by which other tables find them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sim.county.alike import alike_townships
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
    names: dict[str, FilledRow] = {}
    codes: dict[str, FilledRow] = {}
    for row in rows:
        position = told.places.read(row, told.findings.problems)
        if "name" in row.faulty:
            continue
        name = row.text("name")
        code = row.text("code") or name
        same_name, same_code = names.get(exact(name)), codes.get(exact(code))
        if same_name:
            told.findings.fault(
                "county.duplicate_township", row.where("name"), _again(name, same_name.number),
                phrase("county.township_once"),
            )
        elif same_code:
            told.findings.fault(
                "county.duplicate_code", row.where("code"), _again(code, same_code.number), phrase("county.code_once")
            )
        names.setdefault(exact(name), row)
        codes.setdefault(exact(code), row)
        if not same_name:  # a repeated code still makes the name known: its villages are not at fault
            known.add(len(townships), code, name)
            status = row.text("position_status") or told.status
            townships.append(GivenTownship(
                code, name, row.text("pinyin") or name, row.text("kind"), position, status, row.where("lon")
            ))
    return townships, known


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
    codes: dict[str, int] = {}
    pairs: dict[tuple[int, str], int] = {}
    alike: dict[tuple[int, str], FilledRow] = {}
    for row in rows:
        position = told.places.read(row, told.findings.problems)
        name, word = row.text("name"), row.text("township")
        if row.text("kind") not in ("", "village") or {"name", "township"} & row.faulty:
            names.refuse(*(w for w in (name, row.text("code"), f"{word}/{name}") if w))
            continue
        township = _township_of(row, word, known, told.findings)
        if township is None:
            names.refuse(*(w for w in (name, row.text("code"), f"{word}/{name}") if w))
            continue
        code = row.text("code") or f"{townships[township].name}/{name}"
        if code in codes:
            told.findings.fault(
                "county.duplicate_code", row.where("code"), _again(code, codes[code]), phrase("county.code_once")
            )
            continue
        if (township, exact(name)) in pairs:
            told.findings.fault(
                "county.duplicate_village", row.where("name"), _again(name, pairs[township, exact(name)]),
                phrase("county.village_once"),
            )
            continue
        codes[code] = pairs[township, exact(name)] = row.number
        same = alike.setdefault((township, placed(told.above(name))), row)
        if same is not row:
            spelling = phrase("county.alike_villages", one=same.text("name"), other=name, row=same.number)
            told.findings.remark("county.alike_villages", row.where("name"), spelling)
        names.add(len(villages), code, name, parent=township)
        population = row.number_or_none("population")
        villages.append(
            GivenVillage(
                code, name, row.text("pinyin") or name, township, None if population is None else int(population),
                row.text("population_status") or "user", row.number_or_none("parcels_per_day"),
                position, row.text("position_status") or told.status, row.where("lon"),
            )
        )  # fmt: skip
    return villages, names


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
