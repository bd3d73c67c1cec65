"""Hosts and their lines as sheets of the county's workbook or folder, 承运方 and 班线: their columns, and the keys that
they set."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.parameters.hosts import Host
from sim.parameters.money import Tariff
from sim.parameters.quantity import Quantity, registry
from sim.parameters.schedule import Schedule
from sim.parameters.tree import Parameters
from sim.plain.override_text import quoted
from sim.plain.tree import at, exists, put
from sim.policy.host_words import read_count, read_dates, read_times, read_weekdays
from sim.policy.sheets import filled_sheets, sheet_files
from sim.problems import Phrase, Problem, Said, Where, phrase
from sim.table import Column, FilledRow, Findings, Remark, Sheet
from sim.table.units import COUNT, FEE, LENGTH, PARCELS, SHARE, SPEED

HOSTS, LINES = "hosts", "host_lines"

PARTIES = {"carrier": ("村级取件人员", "village carrier"), "relay": ("接驳人员", "relay rider")}
"""Those who fetch or relay parcels and are no host: legs with a schedule and a fee of their own, by their key."""

_HEADS = {
    "vehicle": "车型", "vehicles": "车辆或线路数", "free_parcels": "每班捎带件数", "load_share": "自有货物占比",
    "cancel_share": "停班率", "days_per_week": "每周天数", "depart": "发车时间", "visits_per_day": "每线每日班次",
    "speed_kmh": "车速", "coverage": "覆盖村比例", "near_km": "沿线服务距离",
}  # fmt: skip
"""Columns of hosts, each a key of ``Host``."""

_WHOLE = ("free_parcels", "days_per_week", "visits_per_day")
_UNITS = {
    "free_parcels": PARCELS, "load_share": SHARE, "cancel_share": SHARE, "days_per_week": COUNT,
    "visits_per_day": COUNT, "speed_kmh": SPEED, "coverage": SHARE, "near_km": LENGTH,
}  # fmt: skip
_NAMED = re.compile(r"\s*[、,，;；]\s*")
"""Between names, which may have spaces."""

_FEE = Column(
    "fee_yuan", "结算费", "number",
    "fee to it (tariff): yuan a parcel; a village carrier's, yuan a month; empty: as the model has it",
    "付给它的费用（元/件，村级取件人员为元/月），空则按模型默认", low=0, high=100_000,
    unit=FEE,
)  # fmt: skip
_NOTE = Column("note", "说明", "ignored", "free text, not read", "自由填写，不读取", names=("备注", "依据"))

Names = tuple[tuple[str, str, str], ...]
"""Key and names, Chinese and English, of hosts or vehicle types."""


@dataclass(frozen=True)
class HostSheets:
    """What the sheets of a workbook say.

    Attributes:
        values: by key of the config. ``places``: the cell of each.
        problems: faults of cells, which set nothing. remarks: what was done with the sheets, or is odd about them.
    """

    values: Mapping[str, Any]
    places: Mapping[str, Where]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def told(self, problems: Iterable[Problem], tree: Mapping[str, Any]) -> list[Problem]:
        """The problems, those of keys that a config has from these sheets by their cells."""
        return [replace(p, where=self._place(p.where, tree)) for p in problems]

    def _place(self, where: Said | Where, tree: Mapping[str, Any]) -> Said | Where:
        if isinstance(where, Phrase):  # a key and what else is to be said of it
            facts = tuple((n, self._place(v, tree) if n == "where" else v) for n, v in where.facts)
            return Phrase(where.key, facts)
        if not isinstance(where, str):
            return where
        key = next((k for k in self.places if where == k or where.startswith(f"{k}.")), "")
        key = key or next((k for k in self.places if k.startswith(f"{where}.")), "")
        if not key or (key in self.values and value_at(tree, key) != self.values[key]):
            return where
        place = self.places[key]
        return place if where.startswith(key) else replace(place, column="")


_NONE = HostSheets({}, {})


def sheets_for(tree: Mapping[str, Any]) -> tuple[Sheet, Sheet]:
    """The two sheets, with the hosts and vehicle types of a config (or of parameters as plain data) to choose from."""
    return _sheets(_names(tree, "host"), _names(tree, "vehicles"))


def hosts_of(tree: Mapping[str, Any]) -> HostSheets:
    """What the workbook of a config's county says of hosts; nothing where it has no such sheets."""
    county = tree.get("county")
    source = county.get("source") if isinstance(county, Mapping) else None
    path = Path(source) if isinstance(source, str) else None
    stamps = _stamps(path) if path is not None else ()
    return _read(path, stamps, _names(tree, "host"), _names(tree, "vehicles")) if path and stamps else _NONE


def _stamps(source: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of a file, or of the tables of a folder; empty where it cannot be looked at."""
    try:
        files = [source] if source.is_file() else sheet_files(source)
        return tuple((f.name, stamp.st_mtime_ns, stamp.st_size) for f in files for stamp in [f.stat()])
    except (OSError, ValueError):
        return ()


def lay_hosts(tree: dict[str, Any], said: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Set in a config, in place, what the workbook of its county says of hosts, but for what overrides say.

    Args:
        said: keys and values of overrides.

    Returns:
        The same tree.
    """
    values = hosts_of(tree).values
    spoken = {key for name, value in (said if values else ()) for key in _leaves(name, value)}
    for key, value in values.items():
        if not any(key == s or key.startswith(f"{s}.") for s in spoken):
            put(tree, key, value)
    return tree


def host_overrides(parameters: Parameters, source: str | None) -> list[str]:
    """What a county's sheets say of hosts as overrides of a command line, but for what others say."""
    tree = {**parameters.model_dump(mode="json"), "county": {"source": source}}
    return [f"++{k}={_written(v)}" for k, v in hosts_of(tree).values.items() if value_at(tree, k) == v]


def _written(value: Any) -> str:
    """A value in the grammar of overrides."""
    if isinstance(value, list):
        return f"[{','.join(map(_written, value))}]"
    return quoted(value) if isinstance(value, str) else str(value)


def in_cells(problems: Iterable[Problem], parameters: Parameters, source: str | None) -> list[Problem]:
    """Problems of a county's parameters, those of what its workbook says of hosts by their cells."""
    found = list(problems)
    tree = {**parameters.model_dump(mode="json"), "county": {"source": source}} if found and source else {}
    return hosts_of(tree).told(found, tree)


def value_at(tree: Mapping[str, Any], key: str) -> Any:
    """What a config has at a key, None where it has none."""
    if not exists(tree, key):
        return None
    found = at(tree, key)
    return list(found) if isinstance(found, tuple) else found


def key_of(party: str, column: str) -> str:
    """The key of the config that a column of a party is; empty where it has none."""
    if column == _FEE.key:
        return f"tariff.{party}_yuan" if f"{party}_yuan" in Tariff.model_fields else ""
    if party in PARTIES:
        leg = getattr(Schedule(), party)
        return f"schedule.{party}.{column}" if column in type(leg).model_fields else ""
    return f"host.{party}.{column}"


def _leaves(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, below in value.items():
            yield from _leaves(f"{key}.{name}", below)
    else:
        yield key


def _names(tree: Mapping[str, Any], table: str) -> Names:
    rows = tree.get(table)
    rows = rows if isinstance(rows, Mapping) else {}
    return tuple(
        (str(key), str(row.get("name_zh") or key), str(row.get("name_en") or key))
        for key, row in rows.items() if isinstance(row, Mapping)
    )


@lru_cache(maxsize=64)
def _sheets(hosts: Names, vehicles: Names) -> tuple[Sheet, Sheet]:
    told = {q.key: q for q in registry(Host())}
    parties = (*hosts, *((key, *names) for key, names in PARTIES.items()))
    of = _choice("host", "承运方", parties, "which host, or who fetches parcels", "承运方，或取件、接驳人员")
    columns = [_column(key, head, told[key], vehicles) for key, head in _HEADS.items()]
    host = _choice("host", "承运方", hosts, "whose lines", "哪个承运方的班线")
    return (
        Sheet(HOSTS, "承运方", (of, *columns, _FEE, _NOTE), room="plan"),
        Sheet(LINES, "班线", (
            host,
            _names_of("townships", "乡镇", "lines to these townships, by spaces", "到这些乡镇的班线，以顿号分隔"),
            _names_of("lines", "线路", "lines by name or key (table timetable)", "或按时刻表里的线路名、编号"),
            Column(
                "weekdays", "开行星期", "own", "weekdays of service, 1 for Monday; empty: as the host",
                "开行的星期，如 周一、周三 或 1-5，空则同该承运方", read=read_weekdays,
            ),
            Column(
                "depart", "发车时间", "own", "departures of a day, 07:30 13:30; empty: as the host",
                "每日发车时间，如 07:30、13:30，空则同该承运方", read=read_times,
            ),
            Column("cancelled_dates", "停开日期", "own", "dates without service", "停开的日期", read=read_dates),
            _NOTE,
        ), room="plan"),
    )  # fmt: skip


def _choice(key: str, zh: str, names: Names, en_meaning: str, zh_meaning: str) -> Column:
    """A required column of parties, known by their names and keys."""
    choices = {zh: key for key, zh, _ in names} | {en: key for key, _, en in names} | {key: key for key, _, _ in names}
    return Column(key, zh, "choice", en_meaning, zh_meaning, required=True, choices=choices)


def _names_of(key: str, zh: str, en_meaning: str, zh_meaning: str) -> Column:
    return Column(key, zh, "text", en_meaning, zh_meaning, listed=True)


def _column(key: str, head: str, of: Quantity, vehicles: Names) -> Column:
    """A column of hosts as their parameter is declared."""
    empty_zh, empty_en = "，空则按模型默认", "; empty: as the model has it"
    zh, en = f"{of.meaning_zh}{empty_zh}", f"{of.meaning}{empty_en}"
    if key == "vehicle":
        choices = _choice(key, head, vehicles, en, zh).choices
        return Column(key, head, "choice", en, zh, choices=choices)
    if key == "vehicles":
        return Column(key, head, "own", en, zh, read=read_count)
    if key == "depart":
        return Column(key, head, "own", en, zh, read=read_times)
    low = of.ge if of.ge is not None else of.gt
    high = of.le if of.le is not None else of.lt
    return Column(key, head, "whole" if key in _WHOLE else "number", en, zh, low=low, high=high, unit=_UNITS[key])


@lru_cache(maxsize=64)
def _read(path: Path, stamps: tuple[tuple[str, int, int], ...], hosts: Names, vehicles: Names) -> HostSheets:
    """The sheets of a workbook, or of a folder, as it was at a time."""
    findings, said = Findings(), list[tuple[str, Any, Where]]()
    for sheet, filled in filled_sheets(path, _sheets(hosts, vehicles), findings):
        met = set[str]()
        for row in filled.records:
            party = row.text("host")
            if sheet.key == LINES:
                said += _line(row, f"host.{party}.timetables.row{row.number}") if party else []
            elif party in met:
                written = filled.texts("host")[row.record]
                findings.fault("plan.host_twice", row.where("host"), written, phrase("config.each_once"))
            elif party:
                met.add(party)
                said += _host(row, party, findings)
    values = {key: value for key, value, _ in said}
    faults = tuple(p for p in findings.problems if p.code.startswith("plan."))  # the others are told with the tables
    return HostSheets(values, {key: where for key, _, where in said}, faults, tuple(findings.remarks))


def _host(row: FilledRow, party: str, findings: Findings) -> Iterator[tuple[str, Any, Where]]:
    """Key, value and cell of each figure of a host's row; a fault for one that its party has not."""
    for column, value in row.values.items():
        if column == "host":
            continue
        key, where = key_of(party, column), row.where(column)
        if key:
            yield key, str(value).split() if column == "depart" else value, where
        else:
            own = [row.header(c) for c in row.values if c != "host" and key_of(party, c)]
            allowed = phrase("plan.host_column", columns=tuple(own)) if own else phrase("table.leave_empty")
            findings.fault("plan.host_column", where, str(value), allowed)


def _line(row: FilledRow, key: str) -> Iterator[tuple[str, Any, Where]]:
    for column, value in row.values.items():
        if column != "host":
            yield f"{key}.{column}", _listed(column, str(value)), row.where(column)


def _listed(column: str, text: str) -> list[Any]:
    """The parts of a cell: numbers of weekdays, names, times or dates."""
    if column == "lines":
        return [part for part in _NAMED.split(text) if part]
    parts = _NAMED.sub(" ", text).split()
    return [int(part) for part in parts] if column == "weekdays" else parts
