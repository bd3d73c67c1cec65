"""What a column of a comparison is, in words: what it is called, what serves which village in it, and whose parcels its figures are of."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePath
from typing import Protocol

from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import AssignmentRule, in_words
from sim.service.mode.mode import Mode
from sim.words import Named

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
        (spread.remote, file.remote, ("偏远村另定", "with remote villages of its own"), ("不定偏远村", "without remote villages")),
        (spread.backstop, file.backstop, ("兜底另定", "with a backstop of its own"), ("不设兜底", "without its backstop")),
    )  # fmt: skip
    return [there if now else gone for now, before, there, gone in parts if now != before]


def described(choices: Choices, scenario: str) -> Words:
    """Which mode serves which village in the column of an assignment; empty for the column of a mode, which serves all
    of them."""
    if scenario in choices.mode_table:
        return "", ""
    spread = choices.assignment_table[scenario]
    parts = [*_chosen_by_name(spread), *(_by_rule(choices, rule) for rule in spread.rules)]
    others = ("其余", "the others") if parts else ("各村", "every village")
    rest = _mode(choices, spread.mode)
    parts.append((f"{others[0]}：{rest[0]}", f"{others[1]}: {rest[1]}"))
    if spread.backstop:
        zh, en = zip(*(_mode(choices, key) for key in spread.backstop), strict=True)
        parts.append((f"不能到达的村兜底：{'、'.join(zh)}", f"where that does not reach: {', then '.join(en)}"))
    return "；".join(zh for zh, _ in parts), "; ".join(en for _, en in parts)


def _chosen_by_name(spread: Assignment) -> Iterator[Words]:
    """That a table names villages, or townships are named."""
    if spread.table:
        yield f"按村表{_name(spread.table)}", f"by table {_name(spread.table)}"
    if spread.townships:
        count = len(spread.townships)
        yield f"{count}个乡镇按乡镇指定", f"{_n(spread.townships, 'township')} by name"


def _by_rule(choices: Choices, rule: AssignmentRule) -> Words:
    """Which villages a rule sends where."""
    told, mode = in_words(rule, lambda key: Named(*_mode(choices, key))), _mode(choices, rule.mode)
    return f"{told.text('zh')}的村：{mode[0]}", f"villages {told.text('en')}: {mode[1]}"


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
