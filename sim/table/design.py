"""A table of scenarios: a row a scenario, a column a key or a group; an empty cell leaves the base as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.plain.tree import exists, flatten
from sim.problems import InputError, Problem, Said, Where, did_you_mean, nearest_key, one_of, phrase
from sim.table import Findings, Remark
from sim.table.rows import DesignRow, Fixed, read_lines
from sim.table.setting import NAME, Setting

NAMES = (NAME, "名称", "场景", "方案", "场景名称", "方案名称")
"""Headings of a column that only names its row."""


@dataclass(frozen=True)
class DesignCell:
    """A cell as read: its value, or the fault and what to do about it; ``source`` where it is the path of a county."""

    value: Any = None
    fault: Said = ""
    hint: Said = ""
    source: str | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class DesignKeys:
    """What a table of scenarios may set, and how its cells are read.

    Attributes:
        groups: of the config's files, with their options.
        tree: the base config as plain data, to know the keys.
        used: keys and groups that are swept already.
        refused: why a key may not differ between scenarios.
        parsed: a cell's text below a key, read as on the command line.
    """

    groups: Mapping[str, Sequence[str]]
    tree: Mapping[str, Any]
    used: Sequence[str]
    refused: Callable[[str], list[Problem]]
    parsed: Callable[[str, str], DesignCell]

    def known(self, header: str) -> bool:
        """Whether a heading is a key, a group or a name."""
        key = _key(header)
        return key == NAME or key in self.groups or exists(dict(self.tree), key)

    def is_map(self, key: str) -> bool:
        """Whether a dotted key has keys below it."""
        at: Any = self.tree
        for part in key.split("."):
            if not isinstance(at, Mapping) or part not in at:
                return False
            at = at[part]
        return isinstance(at, Mapping)


@dataclass(eq=False)
class _DesignReader:
    """A table while it is read: its ``place``, as messages name it, and what is wrong with it."""

    may: DesignKeys
    place: Where
    problems: list[Problem] = field(default_factory=list)


def read_rows(file: str, may: DesignKeys, remarks: list[Remark] | None = None) -> tuple[Setting, ...]:
    """The rows of a table of scenarios.

    Args:
        file: CSV or workbook (see ``sim.table``), or YAML (a list of maps, nested or with dotted keys). Cells are
            written as on the command line.
        remarks: what its owner should know of how it was read is added here.

    Raises:
        InputError: with every fault: file, row, column, what was found and what is allowed.
    """
    findings = Findings()
    table = read_lines(Path(file), may.known, may.is_map, findings)
    reader = _DesignReader(may, table.place, findings.problems)
    columns = _columns(reader, table.headers)
    settings = tuple(
        _row(reader, line, {columns[h]: v for h, v in line.cells.items() if h in columns}) for line in table.lines
    )
    reader.problems += _names_once(settings, next((h for h in table.headers if columns.get(h) == NAME), NAME))
    if not table.lines and not reader.problems:
        reader.problems.append(Problem("design.empty", table.place, phrase("design.no_row"), phrase("design.rows")))
    if reader.problems:
        raise InputError(reader.problems)
    if remarks is not None:
        remarks += findings.remarks
    return settings


def _names_once(settings: Sequence[Setting], heading: str) -> Iterator[Problem]:
    """Rows that are called as one above: results stand under these names.

    Args:
        heading: of the column with the names.
    """
    first: dict[str, int | None] = {}
    for setting in settings:
        name, at = str(dict(setting.labels).get(NAME, "")), setting.origin
        if name and at is not None and (row := first.setdefault(name, at.row)) != at.row:
            told = phrase("design.name_again", name=name, row=row)
            yield Problem("design.repeated", replace(at, column=heading), told, phrase("design.name_once"))


def _columns(reader: _DesignReader, headers: Sequence[str]) -> dict[str, str]:
    """The key of each heading that sets something that may be set."""
    keys = [_key(header) for header in headers]
    twice = {key for i, key in enumerate(keys) if key in keys[:i]}
    return {h: key for h, key in dict(zip(headers, keys, strict=True)).items() if _known(reader, h, key, twice)}


def _key(header: str) -> str:
    return NAME if header.strip().lower() in NAMES else header.strip()


def _known(reader: _DesignReader, header: str, key: str, twice: set[str]) -> bool:
    """Whether a column sets something that may be set; tells why not."""
    where = Where(reader.place.file, reader.place.sheet, None, header)
    if key in twice or key in reader.may.used:
        problems = [_repeated(where, key, twice)]
    elif key == NAME or key in reader.may.groups:
        return True
    else:
        problems = [replace(p, where=where) for p in reader.may.refused(key)] or _unknown(reader.may, where, key)
    reader.problems += [p for p in problems if p not in reader.problems]
    return not problems


def _repeated(where: Where, key: str, twice: set[str]) -> Problem:
    """A key that stands in two columns, or in one and on the command line."""
    if key in twice:
        return Problem("design.repeated", where, phrase("design.twice", name=key), phrase("design.column_each"))
    return Problem("design.repeated", where, phrase("design.swept_too", name=key), phrase("design.key_once"))


def _unknown(may: DesignKeys, where: Where, key: str) -> list[Problem]:
    """A fault if there is no such key."""
    if exists(dict(may.tree), key):
        return []
    close = nearest_key(key, [*flatten(dict(may.tree)), *may.groups])
    hint = phrase("hint.did_you_mean", word=close) if close else phrase("design.every_key")
    return [Problem("config.unknown_key", where, key, phrase("design.a_key"), hint)]


def _row(reader: _DesignReader, line: DesignRow, cells: Mapping[str, Any]) -> Setting:
    """A row as what is set together; its cells' faults are noted."""
    labels, groups, values = list[tuple[str, Any]](), list[str](), list[tuple[str, Any]]()
    for key, cell in cells.items():
        text = str(cell.value) if isinstance(cell, Fixed) else cell
        found = DesignCell(text) if key == NAME else _found(reader, line.where, key, cell)
        if found is None:
            continue
        labels.append((key, found.value))
        if found.source is not None:
            groups.append(f"{key}=own")
            values.append(("county.source", found.source))
        elif key in reader.may.groups:
            groups.append(f"{key}={found.value}")
        elif key != NAME:
            values.append((key, found.value))
    return Setting(tuple(labels), tuple(groups), tuple(values), line.where)


def _found(reader: _DesignReader, row: Where, key: str, cell: Any) -> DesignCell | None:
    """What a cell says; None where it is no value. What is wrong with it is noted."""
    place, options = Where(row.file, row.sheet, row.row, key), reader.may.groups.get(key)
    if isinstance(cell, Fixed):
        text, found = str(cell.value), DesignCell(cell.value)
    else:
        text, found = cell, reader.may.parsed(key, cell)
    if found.fault:
        reader.problems.append(Problem("design.cell", place, text, found.fault, found.hint))
        return None
    if options is not None and found.source is None and str(found.value) not in options:
        known, hint = one_of(sorted(options)), did_you_mean(text, sorted(options))
        reader.problems.append(Problem("config.unknown_option", place, text, known, hint))
    return found
