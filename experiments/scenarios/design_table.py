"""A table of scenarios: a row a scenario, a column a key or a group; an empty cell leaves the base as it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from experiments.scenarios.design import NAME, Setting, no_scenario_key
from experiments.settings.overrides import exists, flatten, nearest_key, rewrite
from sim.plain import read_yaml
from sim.problems import InputError, Problem, did_you_mean

KINDS = (".csv", ".yaml", ".yml", ".xlsx")
NAMES = (NAME, "名称", "场景", "方案")
"""Headers of a column that only names its row."""

Rows = list[tuple[str, dict[str, Any]]]
"""Where a row stands in its file, and its filled cells by header."""


@dataclass
class _Reader:
    """What is known while a table is read.

    Attributes:
        file: as the user named it.
        groups: of conf/, with their options.
        tree: the base config as plain data, to know the keys.
        used: keys that the command line sweeps.
    """

    file: str
    groups: Mapping[str, Sequence[str]]
    tree: Mapping[str, Any]
    used: Sequence[str]
    problems: list[Problem]


def read_design(file: str, groups: Mapping[str, Sequence[str]], tree: Mapping[str, Any], used: Sequence[str]) -> tuple[Setting, ...]:
    """The rows of a table of scenarios.

    Args:
        file: CSV (UTF-8 or GBK), YAML (a list of maps) or xlsx (its first sheet). Cells are written as on the command line.
        groups: see ``compose.groups``.
        tree: the base config as plain data.
        used: keys and groups that the command line sweeps already.

    Raises:
        InputError: with every fault: file, row, column, what was found and what is allowed.
    """
    path = Path(file)
    if path.suffix.lower() not in KINDS:
        raise InputError([Problem("design.file", file, f"a file of type {path.suffix or 'none'!r}", ", ".join(KINDS))])
    if not path.is_file():
        raise InputError([Problem("design.file", file, "no such file", "a table of scenarios")])
    reader = _Reader(file, groups, tree, used, [])
    headers, rows = _yaml(path, file) if path.suffix.lower() in (".yaml", ".yml") else _sheet(path, file, reader.problems)
    columns = {h: NAME if h.strip().lower() in NAMES else h.strip() for h in headers}
    twice = {columns[h] for i, h in enumerate(headers) if columns[h] in [columns[x] for x in headers[:i]]}
    known = {h for h in headers if _known(reader, h, columns[h], twice)}
    settings = tuple(_row(reader, where, {columns[h]: v for h, v in cells.items() if h in known}) for where, cells in rows)
    if not rows:
        reader.problems.append(Problem("design.empty", file, "no row", "a row for each scenario below the keys"))
    if reader.problems:
        raise InputError(reader.problems)
    return settings


def _known(reader: _Reader, header: str, key: str, twice: set[str]) -> bool:
    """Whether a column sets something that may be set; tells why not."""
    where = f"{reader.file}, column {header}"
    problems = []
    if key in twice:
        problems.append(Problem("design.repeated", where, f"{key} more than once", "a column for each key"))
    elif key in reader.used:
        problems.append(Problem("design.repeated", where, f"{key}, swept on the command line too", "each key once"))
    elif key != NAME and key not in reader.groups:
        problems += no_scenario_key(key, where)
        if not problems and not exists(dict(reader.tree), key):
            every = [*flatten(dict(reader.tree)), *reader.groups]
            close = nearest_key(key, every)
            hint = f"did you mean {close!r}?" if close else "parcelflow --help lists every key"
            problems.append(Problem("config.unknown_key", where, key or "nothing", "a key of the config, a group, or name", hint))
    reader.problems += [p for p in problems if p not in reader.problems]
    return not problems


def _row(reader: _Reader, where: str, cells: Mapping[str, Any]) -> Setting:
    labels, groups, values = [], [], []
    for key, cell in cells.items():
        if key == NAME:
            labels.append((key, str(cell)))
            continue
        place = f"{where}, column {key}"
        parsed = _parsed(key, cell, tuple(reader.groups.get("county", ()))) if isinstance(cell, str) else _Cell(cell)
        if parsed.fault:
            reader.problems.append(Problem("design.cell", place, str(cell), parsed.fault, parsed.hint))
        elif key not in reader.groups:
            labels.append((key, parsed.value))
            values.append((key, parsed.value))
        else:
            labels.append((key, parsed.value))
            groups.append(f"{key}={parsed.value}" if parsed.source is None else f"{key}=own")
            values += [("county.source", parsed.source)] if parsed.source is not None else []
            if parsed.source is None and str(parsed.value) not in reader.groups[key]:
                options = sorted(reader.groups[key])
                reader.problems.append(Problem("config.unknown_option", place, str(cell), f"one of {', '.join(options)}", did_you_mean(str(cell), options)))
    return Setting(tuple(labels), tuple(groups), tuple(values), where)


@dataclass(frozen=True)
class _Cell:
    """A cell as read: its value, or the fault and what to do about it; ``source`` where it is the path of a county."""

    value: Any = None
    fault: str = ""
    hint: str = ""
    source: str | None = None


@cache
def _parsed(key: str, text: str, counties: tuple[str, ...]) -> _Cell:
    """A cell's text, read as on the command line."""
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    line = rewrite(f"{key}={text}", counties)
    try:
        override = OverridesParser.create().parse_override(line)
    except HydraException:
        return _Cell(fault="a value as on the command line", hint="put quotes around a text with brackets, colons or quotes in it")
    if override.is_sweep_override():
        return _Cell(fault="one value", hint=f"a list stands in brackets: [{text}]")
    if key == "county" and override.key_or_group == "county.source":
        return _Cell(text, source=str(override.value()))
    return _Cell(override.value())


def _sheet(path: Path, file: str, problems: list[Problem]) -> tuple[list[str], Rows]:
    """Headers and rows of a CSV or xlsx; a row's number is the one that a spreadsheet shows."""
    lines = _xlsx(path, file) if path.suffix.lower() == ".xlsx" else _csv(path, file)
    first = next(lines, (0, []))[1]
    headers = [str(h).strip() for h in first if h not in ("", None)]
    rows: Rows = []
    for number, line in lines:
        cells = [c.strip() if isinstance(c, str) else c for c in line]
        if any(c not in ("", None) for c in cells):
            where = f"{file}, row {number}"
            named = zip([*first, *[""] * (len(cells) - len(first))], cells, strict=False)
            filled = [("" if h is None else str(h).strip(), c) for h, c in named if c not in ("", None)]
            problems += [Problem("design.cell", where, str(c), "nothing, as the column has no header") for h, c in filled if not h]
            rows.append((where, {h: c for h, c in filled if h}))
    return headers, rows


def _csv(path: Path, file: str) -> Iterator[tuple[int, list[Any]]]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise InputError([Problem("design.encoding", file, "bytes that are neither UTF-8 nor GBK", "a text file in UTF-8 or GBK")])
    reader = csv.reader(io.StringIO(text, newline=""))
    for line in reader:
        yield reader.line_num, list(line)


def _xlsx(path: Path, file: str) -> Iterator[tuple[int, list[Any]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever a damaged zip or XML makes openpyxl raise
        raise InputError([Problem("design.file", file, f"{type(error).__name__}", "an xlsx workbook")]) from None
    for number, line in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
        yield number, [_plain(c) for c in line]
    book.close()


def _yaml(path: Path, file: str) -> tuple[list[str], Rows]:
    content = read_yaml(path, file) or []
    if not isinstance(content, list) or not all(isinstance(row, dict) for row in content):
        raise InputError([Problem("design.file", file, type(content).__name__, "a list of maps: - {fleet.village.count: 3, mode: postal_courier}")])
    rows = [(f"{file}, row {i}", {str(k): _plain(v) for k, v in row.items() if v not in ("", None)}) for i, row in enumerate(content, 1)]
    return list(dict.fromkeys(str(k) for row in content for k in row)), rows


def _plain(value: Any) -> Any:
    """A cell as the config has it: clock times and dates as text."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, dt.date) else value
