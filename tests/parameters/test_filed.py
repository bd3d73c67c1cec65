"""Sections in files of their own."""

from __future__ import annotations

from sim.parameters.filed import sections
from sim.parameters.quantity import Section
from sim.problems import Problem


class Bus(Section):
    """A kind with a name and a number."""

    key: str = ""
    seats: int = 1


def test_each_file_is_called_by_its_name_and_read_or_told() -> None:
    problems: list[Problem] = []
    files = {"a": {"seats": 3}, "b": None, "c": [1], "d": {"key": "other"}, "e": {"seats": "many"}}
    found = sections(Bus, files, {name: {"key": name} for name in files}, "e", problems)
    assert {name: (bus.key, bus.seats) for name, bus in found.items() if name in "ab"} == {"a": ("a", 3), "b": ("b", 1)}
    assert [(p.code, p.where) for p in problems[:2]] == [("config.no_map", "bus/c.yaml"), ("config.named_by_file", "bus/d.yaml.key")]
    assert problems[2].where == "bus.seats"
    assert "c" not in found
