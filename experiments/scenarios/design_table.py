"""A table of scenarios: a row a scenario, a column a key or a group; an empty cell leaves the base as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from experiments.scenarios.axes import no_scenario_key
from experiments.settings.written import read
from sim.plain.tree import exists, flatten
from sim.problems import InputError, Problem, Said, Where, did_you_mean, nearest_key, one_of, phrase
from sim.proposal.swept import NAME
from sim.table import Findings, Remark
from sim.table.rows import DesignRow, Fixed, read_lines
from sim.table.setting import Setting

NAMES = (NAME, "名称", "场景", "方案", "场景名称", "方案名称")
"""Headings of a column that only names its row."""


@dataclass
class _Design:
    """What is known while a table is read.

    Attributes:
        place: of the table, as messages name it.
        groups: of conf/, with their options.
        tree: the base config as plain data, to know the keys.
        used: keys that the command line sweeps.
    """

    place: Where
    groups: Mapping[str, Sequence[str]]
    tree: Mapping[str, Any]
    used: Sequence[str]
    problems: list[Problem]

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


def read_design(
    file: str, groups: Mapping[str, Sequence[str]], tree: Mapping[str, Any], used: Sequence[str], remarks: list[Remark] | None = None
) -> tuple[Setting, ...]:
    """The rows of a table of scenarios.

    Args:
        file: CSV or workbook (see ``sim.table``), or YAML (a list of maps, nested or with dotted keys). Cells are written as on the
            command line.
        groups: see ``compose.groups``.
        tree: the base config as plain data.
        used: keys and groups that the command line sweeps already.
        remarks: what its owner should know of how it was read is added here.

    Raises:
        InputError: with every fault: file, row, column, what was found and what is allowed.
    """
    findings = Findings()
    reader = _Design(Where(file=Path(file).name), groups, tree, used, findings.problems)
    table = read_lines(Path(file), reader.known, reader.is_map, findings)
    reader.place = table.place
    columns = _columns(reader, table.headers)
    settings = tuple(_row(reader, line, {columns[h]: v for h, v in line.cells.items() if h in columns}) for line in table.lines)
    if not table.lines and not reader.problems:
        reader.problems.append(Problem("design.empty", table.place, phrase("design.no_row"), phrase("design.rows")))
    if reader.problems:
        raise InputError(reader.problems)
    if remarks is not None:
        remarks += findings.remarks
    return settings


def _columns(reader: _Design, headers: Sequence[str]) -> dict[str, str]:
    """The key of each heading that sets something that may be set."""
    keys = [_key(header) for header in headers]
    twice = {key for i, key in enumerate(keys) if key in keys[:i]}
    return {h: key for h, key in dict(zip(headers, keys, strict=True)).items() if _known(reader, h, key, twice)}


def _key(header: str) -> str:
    return NAME if header.strip().lower() in NAMES else header.strip()


def _known(reader: _Design, header: str, key: str, twice: set[str]) -> bool:
    """Whether a column sets something that may be set; tells why not."""
    where = Where(reader.place.file, reader.place.sheet, None, header)
    problems = []
    if key in twice:
        problems.append(Problem("design.repeated", where, phrase("design.twice", name=key), phrase("design.column_each")))
    elif key in reader.used:
        problems.append(Problem("design.repeated", where, phrase("design.swept_too", name=key), phrase("design.key_once")))
    elif key != NAME and key not in reader.groups:
        problems += [Problem(p.code, where, p.found, p.allowed, p.hint) for p in no_scenario_key(key, key)]
        if not problems and not exists(dict(reader.tree), key):
            close = nearest_key(key, [*flatten(dict(reader.tree)), *reader.groups])
            hint = phrase("hint.did_you_mean", word=close) if close else phrase("design.every_key")
            problems.append(Problem("config.unknown_key", where, key, phrase("design.a_key"), hint))
    reader.problems += [p for p in problems if p not in reader.problems]
    return not problems


def _row(reader: _Design, line: DesignRow, cells: Mapping[str, Any]) -> Setting:
    """A row as what is set together; its cells' faults are noted."""
    labels, groups, values = list[tuple[str, Any]](), list[str](), list[tuple[str, Any]]()
    for key, cell in cells.items():
        text = str(cell.value) if isinstance(cell, Fixed) else cell
        found = _Cell(text) if key == NAME else _found(reader, line.where, key, cell)
        if found is None:
            continue
        labels.append((key, found.value))
        if found.source is not None:
            groups.append(f"{key}=own")
            values.append(("county.source", found.source))
        elif key in reader.groups:
            groups.append(f"{key}={found.value}")
        elif key != NAME:
            values.append((key, found.value))
    return Setting(tuple(labels), tuple(groups), tuple(values), line.where)


def _found(reader: _Design, row: Where, key: str, cell: Any) -> _Cell | None:
    """What a cell says; None where it is no value. What is wrong with it is noted."""
    place, options = Where(row.file, row.sheet, row.row, key), reader.groups.get(key)
    if isinstance(cell, Fixed):
        text, found = str(cell.value), _Cell(cell.value)
    else:
        text, found = cell, _parsed(key, cell, tuple(reader.groups.get("county", ())))
    if found.fault:
        reader.problems.append(Problem("design.cell", place, text, found.fault, found.hint))
        return None
    if options is not None and found.source is None and str(found.value) not in options:
        known, hint = one_of(sorted(options)), did_you_mean(text, sorted(options))
        reader.problems.append(Problem("config.unknown_option", place, text, known, hint))
    return found


@dataclass(frozen=True)
class _Cell:
    """A cell as read: its value, or the fault and what to do about it; ``source`` where it is the path of a county."""

    value: Any = None
    fault: Said = ""
    hint: Said = ""
    source: str | None = None


@cache
def _parsed(key: str, text: str, counties: tuple[str, ...]) -> _Cell:
    """A cell's text, read as on the command line."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    try:
        override = read(f"{key}={text}", counties, OverridesParser.create().parse_override)
    except ValueError:
        return _Cell(fault=phrase("design.value"), hint=phrase("design.quotes"))
    if override.is_sweep_override():
        return _Cell(fault=phrase("design.one_value"), hint=phrase("design.brackets", text=text))
    if key == "county" and override.key_or_group == "county.source":
        return _Cell(text, source=str(override.value()))
    return _Cell(override.value())
