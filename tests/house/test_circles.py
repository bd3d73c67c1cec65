"""No file imports itself round about, inside rooms neither."""

from __future__ import annotations

from tests.house.imports import HOME, circles, graph

FILES = [file for room in ("sim", "experiments", "conf") for file in sorted((HOME / room).rglob("*.py"))]


def test_no_circle_among_files() -> None:
    assert circles(graph(FILES)) == []


def test_circles_are_found() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}}) == [{"b", "c"}, {"d"}]


def test_all_files_are_looked_at() -> None:
    found = graph(FILES)
    assert "sim.flow.queue" in found["sim.flow.network"]
    assert "sim.problems.fold" in found["sim.problems.problem"]
