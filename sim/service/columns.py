"""What a column of a comparison is, in words: what it is called, what serves which village in it, and whose parcels its figures are of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import Protocol

from sim.service.assignment import Assignment, AssignmentRule
from sim.service.mode import Mode

Words = tuple[str, str]
"""Chinese and English."""


class Choices(Protocol):
    """What may stand in a column: every mode and every assignment by name, the active one, and that one as its file has it."""

    @property
    def mode_table(self) -> Mapping[str, Mode]: ...
    @property
    def assignment_table(self) -> Mapping[str, Assignment]: ...
    @property
    def assignment(self) -> Assignment: ...
    @property
    def assignment_file(self) -> Assignment | None: ...


def called(choices: Choices, scenario: str) -> Words:
    """What people call a mode or an assignment; an assignment with another table, townships or rules than its file says so."""
    if scenario in choices.mode_table:
        mode = choices.mode_table[scenario]
        return mode.name_zh, mode.name_en
    spread = choices.assignment_table[scenario]
    file = choices.assignment_file
    changes = _changes(spread, file) if file is not None and file.name == scenario else []
    return (spread.name_zh or spread.name) + "".join(f"，{zh}" for zh, _ in changes), (spread.name_en or spread.name) + "".join(f", {en}" for _, en in changes)


def _changes(spread: Assignment, file: Assignment) -> list[Words]:
    """How an assignment differs from its file in what serves which village."""
    parts: tuple[tuple[object, object, Words, Words], ...] = (
        (spread.table, file.table, (f"加村表{_name(spread.table)}", f"with table {_name(spread.table)}"), ("不用村表", "without its table")),
        (spread.townships, file.townships, (f"{len(spread.townships)}个乡镇另定", f"with modes for {_n(spread.townships, 'township')}"), ("不分乡镇", "without its townships")),
        (spread.rules, file.rules, (f"改为{len(spread.rules)}条规则", f"with {_n(spread.rules, 'rule')} of its own"), ("不用规则", "without its rules")),
    )  # fmt: skip
    return [there if now else gone for now, before, there, gone in parts if now != before]


def described(choices: Choices, scenario: str) -> Words:
    """Which mode serves which village in the column of an assignment; empty for the column of a mode, which serves all of them."""
    if scenario in choices.mode_table:
        return "", ""
    spread = choices.assignment_table[scenario]
    parts: list[Words] = []
    if spread.table:
        parts.append((f"按村表{_name(spread.table)}", f"by table {_name(spread.table)}"))
    if spread.townships:
        parts.append((f"{len(spread.townships)}个乡镇按乡镇指定", f"{_n(spread.townships, 'township')} by name"))
    for rule in spread.rules:
        bounds, mode = _bounds(rule), _mode(choices, rule.mode)
        parts.append((f"{'且'.join(zh for zh, _ in bounds) or '全部'}的村：{mode[0]}", f"villages {' and '.join(en for _, en in bounds) or 'of any size'}: {mode[1]}"))
    rest = _mode(choices, spread.mode)
    parts.append((f"{'其余' if parts else '各村'}：{rest[0]}", f"{'the others' if parts else 'every village'}: {rest[1]}"))
    return "；".join(zh for zh, _ in parts), "; ".join(en for _, en in parts)


def _bounds(rule: AssignmentRule) -> list[Words]:
    told: list[Words] = []
    for bound, zh, en in (
        (rule.below_parcels_day, "日均不足{}件", "under {} parcels a day"),
        (rule.from_parcels_day, "日均{}件及以上", "with {} parcels a day or more"),
        (rule.from_population, "{}人及以上", "of {} people or more"),
        (rule.from_km, "距县中心{}公里及以上", "{} km from the hub or more"),
    ):
        if bound is not None:
            told.append((zh.format(f"{bound:g}"), en.format(f"{bound:g}")))
    return told


def _mode(choices: Choices, key: str) -> Words:
    mode = choices.mode_table.get(key)
    return (key, key) if mode is None else (mode.name_zh, mode.name_en)


def _n(things: Collection[object], noun: str) -> str:
    """A number of things in English."""
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"


def _name(path: str | None) -> str:
    return PurePath(path or "").name


def unused(choices: Choices, names: Collection[str]) -> list[Words]:
    """That the active assignment tells villages apart, but is no column, so that its table, townships and rules are in none."""
    spread = choices.assignment
    if not spread.mixed or spread.name in names:
        return []
    zh, en = called(choices, spread.name)
    listed = ",".join((*names, spread.name))
    return [(
        f"assignment={spread.name}（{zh}）不是任何一列：各列都是单一模式，只沿用它的共配品牌。要比较它，写 'modes=[{listed}]'。",
        f"assignment={spread.name} ({en}) is no column: each column is one mode alone, with its pools only. To see it beside them: 'modes=[{listed}]'.",
    )]  # fmt: skip
