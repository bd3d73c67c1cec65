"""What is wrong with the rules of an assignment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from sim.county.county import County
from sim.problems import Problem, did_you_mean, phrase
from sim.service.assignment.rule import AssignmentRule, Condition
from sim.service.assignment.traits import unknown_places
from sim.service.mode.mode import Mode

Parts = Sequence[tuple[str, Condition]]
"""Conditions with their places in the config; see ``Condition.within``."""


class Ruled(Protocol):
    """What has rules, and says what is remote."""

    @property
    def rules(self) -> tuple[AssignmentRule, ...]: ...
    @property
    def remote(self) -> Condition | None: ...


def rule_faults(asked: Ruled, county: County, modes: Mapping[str, Mode]) -> list[Problem]:
    """Faults of rules: places and lines that do not exist, remote villages that nothing defines, rules that can never
    apply."""
    rules = [part for i, rule in enumerate(asked.rules) for part in rule.within(f"assignment.rules.{i}")]
    remote = list(asked.remote.within("assignment.remote")) if asked.remote else []
    found = [fault for where, part in (*rules, *remote) for fault in unknown_places(part, where, county)]
    found += word_faults(rules, asked.remote, modes) + word_faults(remote, asked.remote, modes)
    return [*found, *_asks_remote(remote, "assignment.remote_itself"), *_after_all(asked.rules)]


def word_faults(parts: Parts, remote: Condition | None, modes: Mapping[str, Mode]) -> list[Problem]:
    """Faults of conditions that speak of lines that nobody runs, or of what is remote where nothing defines it."""
    found = [fault for where, part in parts for fault in _lines(part, where, modes)]
    return [*found, *(_asks_remote(parts, "assignment.remote_undefined") if remote is None else ())]


def _asks_remote(parts: Parts, fault: str) -> Iterator[Problem]:
    """A fault for each part that asks whether a village is remote."""
    for where, part in parts:
        if part.remote is not None:
            yield Problem("assignment.remote", f"{where}.remote", "remote", phrase(fault))


def _lines(condition: Condition, where: str, modes: Mapping[str, Mode]) -> Iterator[Problem]:
    """Faults of the modes whose hosts' lines are spoken of."""
    hosted = [key for key, mode in modes.items() if mode.rides_along]
    for name, key in (("on_line", condition.on_line), ("off_line", condition.off_line)):
        if key is not None and key not in hosted:
            hint = did_you_mean(key, hosted)
            yield Problem("assignment.line", f"{where}.{name}", key, phrase("assignment.hosted_mode", names=tuple(hosted)), hint)


def _after_all(rules: Sequence[AssignmentRule]) -> list[Problem]:
    """Rules after one that every village meets."""
    last = next((i for i, rule in enumerate(rules) if rule.empty), len(rules))
    told = phrase("assignment.after_all", number=last + 1)
    beyond = range(last + 1, len(rules))
    return [Problem("assignment.never", f"assignment.rules.{i}", told, phrase("assignment.no_further")) for i in beyond]
