"""No file imports itself round about, inside rooms neither."""

from __future__ import annotations

import pytest

from tests.house.floors import FLOORS
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


@pytest.mark.parametrize("room", sorted({room.split(".")[1] for room in FLOORS if room.startswith("sim.")}))
def test_no_circle_among_the_folders_of_a_room(room: str) -> None:
    assert circles(folded(graph(sorted((HOME / "sim" / room).rglob("*.py"))), f"sim.{room}")) == []


def folded(files: dict[str, set[str]], room: str) -> dict[str, set[str]]:
    """The same by folder; the files that lie in the room itself are one."""
    by_folder: dict[str, set[str]] = {}
    for file, others in files.items():
        own = folder(file, room)
        by_folder.setdefault(own, set()).update({folder(other, room) for other in others} - {own})
    return by_folder


def folder(module: str, room: str) -> str:
    """The folder of a room that a module lies in; the room where it lies in none."""
    inside = module.removeprefix(room).strip(".").split(".")
    return f"{room}.{inside[0]}" if len(inside) > 1 else room


def test_a_circle_among_folders_is_found() -> None:
    files = {"sim.a.b.one": {"sim.a.c.two"}, "sim.a.c.two": set(), "sim.a.c.three": {"sim.a.b.one"}, "sim.a.top": {"sim.a.b.one"}}
    assert circles(folded(files, "sim.a")) == [{"sim.a.b", "sim.a.c"}]
