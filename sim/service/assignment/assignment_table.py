"""A user's own table of modes: which mode 合作模式 serves which village."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sim.county.county import County
from sim.county.find import names_of
from sim.problems import Said, did_you_mean, one_of, phrase
from sim.service.mode.mode import Mode
from sim.table import Column, Filled, FilledRow, Findings, Sheet, fill, read_table
from sim.table.heading import heading
from sim.table.names import Names

_BY = ("code", "village", "name")
"""Columns that name a village, the surest first."""

SHEET = Sheet(
    "assignment",
    "模式分配",
    (
        Column("code", "编码", "code", "code of a village", "村的编码", names=("village_code", "村代码", "代码", "村编码", "id")),
        Column("village", "村", "name", "code or name of a village", "村的名称或编码", names=("村庄", "建制村", "行政村")),
        Column("name", "村名", "name", "name of a village", "村的名称", names=("village_name", "名称", "村庄名称", "村名称")),
        Column("mode", "合作模式", "text", "key or name of a mode", "合作模式的代号或名称", required=True, names=("模式", "服务模式", "配送模式", "运营模式")),
        Column("township", "乡镇", "name", "name or code of its township, where villages of one name differ by it", "所属乡镇", names=("township_code", "乡镇编码")),
        Column("township_name", "乡镇名称", "name", "name of its township", "所属乡镇名称", names=("所属乡镇", "乡镇街道", "苏木乡镇", "town")),
        Column("note", "备注", "ignored", "not read", "不读取", names=(
            "说明", "序号", "no", "parcels_day", "distance_km", "cost", "second", "margin", "margin_low", "margin_high", "n", "verdict", "ties",
            "within_24h", "delivery_days_week", "in_hand_mean_h",
        )),
    ),
    room="assignment",
)  # fmt: skip
"""Columns of the table; ``village_modes.csv`` of a mode map serves as it stands."""


def read_assignment(path: Path, county: County, modes: Mapping[str, Mode], findings: Findings) -> dict[int, str]:
    """Mode key by village index from a table of any kind that ``sim.table`` reads; faults and remarks are added to
    ``findings``.

    A village is named by its code, its name, or 乡镇/村名; a mode by its key or its name in either language.
    """
    raw = read_table(path, "assignment", findings)
    table = None if raw is None else fill(raw, SHEET, findings)
    if table is None or not _names_villages(table, findings):
        return {}
    if not table.records and not findings.problems:
        told = phrase("assignment.no_row"), phrase("table.header_and_rows")
        findings.fault("assignment.empty_table", table.raw.whole(), *told)
    names = ((key, name) for key, mode in modes.items() for name in (mode.name_en, mode.name_zh, key) if name)
    keys = {heading(name).words: key for key, name in names}
    villages = names_of(county)[1]
    found: dict[int, str] = {}
    for row in table.records:
        village = _village(row, table, villages, county, findings)
        if village is None or "mode" in row.faulty:
            continue
        if village in found:
            at = _named_by(row)
            once = phrase("assignment.village_once")
            findings.fault("assignment.duplicate_village", row.where(at), row.text(at), once)
        elif (key := keys.get(heading(row.text("mode")).words)) is None:
            _fault_mode(row, modes, findings)
        else:
            found[village] = key
    return found


def _names_villages(table: Filled, findings: Findings) -> bool:
    """Whether a table has a column that names villages; a fault where it has none."""
    if any(key in table.found for key in _BY):
        return True
    headings = phrase("table.headings", headings=tuple(h for h in table.raw.header if h)[:20])
    findings.fault("assignment.missing_column", table.raw.whole(), headings, phrase("assignment.village_column"))
    return False


def _fault_mode(row: FilledRow, modes: Mapping[str, Mode], findings: Findings) -> None:
    """A fault of a row that names no mode."""
    mode, allowed = row.text("mode"), one_of(f"{key} ({m.name_zh})" for key, m in modes.items())
    meant = did_you_mean(mode, [*modes, *(m.name_zh for m in modes.values())])
    findings.fault("mode.unknown", row.where("mode"), mode, allowed, meant)


def _named_by(row: FilledRow) -> str:
    """The column by which a row names its village; of a row that names none, the first that the table has."""
    there = [key for key in _BY if key in row.table.found]
    return next((key for key in there if row.text(key)), there[0])


def _village(row: FilledRow, table: Filled, villages: Names, county: County, findings: Findings) -> int | None:
    """The index of a row's village, or a fault."""
    if set(_BY) & row.faulty:
        return None
    key = _named_by(row)
    word = row.text(key)
    if not word:
        findings.fault("assignment.blank_cell", row.where(key), "", SHEET.column(key).meaning)
        return None
    under = row.text("township") or row.text("township_name")
    hits = villages.find(word, under)
    if len(hits) == 1:
        return hits[0]
    hint: Said = ""
    if hits:
        allowed = phrase("assignment.which_village", count=len(hits))
    else:
        allowed = phrase("assignment.a_village", county=county.name)
        hint = did_you_mean(word, villages.all())
    findings.fault("assignment.unknown_village", row.where(key), word, allowed, hint)
    return None
