"""Values keep their names on their way through the code, and the order in which rooms read names every file."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

import pytest

from tests.house.imports import HOME, nodes

HOUSE = (HOME / "docs" / "house.md").read_text(encoding="utf-8")
STOPS_A_NAME = 6
"""At how many stops a value may change its name once."""


def part(name: str) -> list[str]:
    """Lines of the document between two marks."""
    return HOUSE.split(f"<!-- {name} -->")[1].split(f"<!-- /{name} -->")[0].strip().splitlines()


WALKS = {row.split("|")[1].strip(): re.findall(r"`(\w+): (\w+) (\w+)`", row.split("|")[2]) for row in part("walks")[2:]}


def texts(file: str, where: str) -> list[str]:
    """The source of every class, function or constant of that name in the model's files of that name."""
    found = []
    for path in (HOME / "sim").rglob(f"{file}.py"):
        source = path.read_text(encoding="utf-8")
        for node in nodes(path):
            if where in {getattr(node, "name", None), *(getattr(target, "id", None) for target in getattr(node, "targets", ()))}:
                found.append(ast.get_source_segment(source, node) or "")
    return found


@pytest.mark.parametrize("key", WALKS)
def test_a_value_is_called_so_where_it_passes(key: str) -> None:
    missing = [stop for stop in WALKS[key] if not any(re.search(rf"\b{stop[2]}\b", text) for text in texts(*stop[:2]))]
    assert len(WALKS[key]) > 10
    assert not missing, "mend the table of docs/house.md, and the name if it changed for no reason"


@pytest.mark.parametrize("key", WALKS)
def test_it_seldom_changes_its_name(key: str) -> None:
    names = [word.removesuffix("_of") for _, _, word in WALKS[key]]
    changes = [(a, b) for a, b in pairwise(names) if a != b]
    assert STOPS_A_NAME * len(changes) <= len(names), changes


@pytest.mark.parametrize("line", re.findall(r"- `(sim/\w+)`: ([^\n]*(?:\n  [^\n]*)*)", "\n".join(part("reading"))))
def test_every_file_of_a_room_has_its_place_in_the_order(line: tuple[str, str]) -> None:
    told = re.findall(r"`(\w+)`", line[1])
    files = [path.stem for path in (HOME / line[0]).rglob("*.py") if path.stem != "__init__"]
    assert sorted(told) == sorted(files), "say in docs/house.md where a new file is read"
