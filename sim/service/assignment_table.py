"""A user's own table of modes: which mode 合作模式 serves which village."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sim.county.cells import RawTable, read_one
from sim.county.columns import Column, Sheet, plain
from sim.county.county import County
from sim.county.fields import read_rows
from sim.problems import Problem, did_you_mean
from sim.service.mode import Mode

SHEET = Sheet(
    "assignment",
    "模式分配",
    (
        Column("village", "村名", "text", "code or name of a village", "村的名称或编码", required=True, names=("code", "name", "村", "村代码", "代码", "村编码", "编码")),
        Column("mode", "合作模式", "text", "key or name of a mode", "合作模式的代号或名称", required=True, names=("模式", "服务模式")),
        Column("township", "乡镇", "text", "name or code of its township, where villages of one name differ by it", "所属乡镇", names=("township_name", "乡镇名称", "所属乡镇")),
    ),
)  # fmt: skip
"""Columns of the table; others are left alone, so that ``village_modes.csv`` of a mode map serves as it stands."""


def read_table(path: Path, county: County, modes: Mapping[str, Mode], problems: list[Problem]) -> dict[int, str]:
    """Mode key by village index from a CSV table (UTF-8 or GBK) or the first sheet of a workbook; every fault is added to ``problems``.

    A village is named by its code, its name, or 乡镇/村名; a mode by its key or its name in either language.
    """
    faults: list[Problem] = []
    raw = read_one(path, SHEET, faults)
    rows = [] if raw is None else read_rows(_known(raw), faults)
    problems += [replace(fault, code=fault.code.replace("county.", "assignment.", 1)) for fault in faults]
    keys = {plain(name): key for key, mode in modes.items() for name in (mode.name_en, mode.name_zh, key) if name}
    villages = _villages(county)
    found: dict[int, str] = {}
    for row in rows:
        if row.faulty:
            continue
        who, mode = row.text("village"), row.text("mode")
        hits = villages.get(who) or villages.get(plain(who), [])
        if town := row.text("township"):
            hits = [v for v in hits if town in (county.townships[county.villages[v].township].code, county.townships[county.villages[v].township].name)]
        if len(hits) != 1:
            allowed = "the village's code, or 乡镇/村名, since several villages bear the name" if hits else "a village code or name of the county"
            problems.append(Problem("assignment.unknown_village", row.where("village"), who, allowed, did_you_mean(who, [v.name for v in county.villages])))
        elif hits[0] in found:
            problems.append(Problem("assignment.duplicate_village", row.where("village"), who, "each village once"))
        elif plain(mode) not in keys:
            allowed = ", ".join(f"{key} ({m.name_zh})" for key, m in modes.items())
            problems.append(Problem("mode.unknown", row.where("mode"), mode, allowed, did_you_mean(mode, [*modes, *(m.name_zh for m in modes.values())])))
        else:
            found[hits[0]] = keys[plain(mode)]
    return found


def _known(raw: RawTable) -> RawTable:
    """The table with the columns that are known; of several for the same thing the first."""
    keys = SHEET.header_keys()
    first: dict[str, int] = {}
    for i, header in enumerate(raw.header):
        if key := keys.get(plain(header)):
            first.setdefault(key, i)
    kept = sorted(first.values())
    rows = tuple((number, tuple(cells[i] if i < len(cells) else "" for i in kept)) for number, cells in raw.rows)
    return replace(raw, header=tuple(raw.header[i] for i in kept), rows=rows)


def _villages(county: County) -> dict[str, list[int]]:
    """Village indexes by code, and by name and 乡镇/村名 without case and spaces; a code wins over a name."""
    found: dict[str, list[int]] = {}
    for i, village in enumerate(county.villages):
        for name in dict.fromkeys((plain(village.name), plain(f"{county.townships[village.township].name}/{village.name}"))):
            found.setdefault(name, []).append(i)
    return found | {village.code: [i] for i, village in enumerate(county.villages)}
