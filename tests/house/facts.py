"""What the plan documents say, fact by fact, and what of the project carries it: ``docs/facts.csv``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from experiments.settings.schema import SPECS, RunKeys
from sim.county.spec import CountySpec
from sim.measure.registry import KPIS
from sim.parameters import Parameters, registry
from sim.parameters.quantity import Section
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import AssignmentRule
from sim.service.mode.fee_table import FeeRow
from sim.service.mode.mode import LegRule, Mode
from tests.house.contents import CONTENTS
from tests.house.documents import HOME

TABLE = HOME / "docs" / "facts.csv"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A row of the table.

    Attributes:
        number: by which the noted facts are counted; ``ids``: what they are quoted by, one a document.
        kinds: I input, C rule, T target, K KPI, S switch.
        says: the fact in short.
        carried_by: what carries it, each ``key:``, ``kpi:``, ``table:``, ``option:`` or ``check:`` and a name.
        why_not: why nothing does, or what of it is left.
    """

    number: int
    ids: tuple[str, ...]
    kinds: tuple[str, ...]
    says: str
    carried_by: tuple[str, ...]
    why_not: str


def facts() -> list[Fact]:
    """Every row."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [_fact(row) for row in csv.DictReader(file)]


def _fact(row: Mapping[str, str]) -> Fact:
    return Fact(
        number=int(row["number"]), ids=tuple(row["ids"].split()), kinds=tuple(row["kinds"].split()), says=row["says"],
        carried_by=tuple(row["carried_by"].split()), why_not=row["why_not"],
    )  # fmt: skip


SECTIONS: dict[str, type[Section]] = {
    "": RunKeys, "county": CountySpec, "mode": Mode, "mode.prices": FeeRow, "mode.legs": LegRule,
    "assignment": Assignment, "assignment.rules": AssignmentRule, **SPECS,
}  # fmt: skip
"""Keys of the config that are no parameters of the model, by where they stand."""


@cache
def _keys() -> frozenset[str]:
    beside = {f"{at}.{name}".lstrip(".") for at, of in SECTIONS.items() for name in of.model_fields}
    return frozenset({q.key for q in registry(Parameters())} | beside)


def _is_key(name: str) -> bool:
    return any(fnmatchcase(key, name) for key in _keys())


def _is_table(name: str) -> bool:
    return any(name in held.files for held in CONTENTS)


def _is_option(name: str) -> bool:
    return (HOME / "conf" / f"{name}.yaml").is_file()


def _is_check(name: str) -> bool:
    """Whether there is a test of that name: its file below ``tests/``, ``::`` and the function."""
    path, _, function = name.partition("::")
    file = HOME / "tests" / path
    return file.is_file() and f"def {function}(" in file.read_text(encoding="utf-8")


KNOWN: dict[str, Callable[[str], bool]] = {
    "key": _is_key, "kpi": KPIS.__contains__, "table": _is_table, "option": _is_option, "check": _is_check,
}  # fmt: skip


def is_known(carrier: str) -> bool:
    """Whether what is said to carry a fact is there."""
    kind, _, name = carrier.partition(":")
    return kind in KNOWN and KNOWN[kind](name)
