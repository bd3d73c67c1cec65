"""The floors of the house, from the ground up; ``python -m tests.house.floors`` writes them into ``docs/house.md``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.imports import HOME, tree

FLOORS = (
    "sim.problems", "sim.plain", "sim.arrays", "sim.clock", "sim.source", "sim.words", "sim.parameters", "sim.table", "sim.county", "sim.demand", "sim.plan", "sim.service", "sim.flow", "sim.measure", "sim.inference", "sim.store", "sim.policy", "sim.chart", "sim.proposal", "sim.explore",
    "conf", "experiments.version", "experiments.verbs", "experiments.settings", "experiments.engines", "experiments.scenarios", "experiments.studies", "experiments",
)  # fmt: skip
"""A module may import those of its own floor and of the floors before it."""

DOCUMENT = HOME / "docs" / "house.md"


def floor(module: str) -> int:
    """Which floor a module lives on."""
    return max((i for i, room in enumerate(FLOORS) if module == room or module.startswith(room + ".")), key=lambda i: len(FLOORS[i]))


def table() -> str:
    """The floors from the top down, each with the first sentence that it says of itself, as a Markdown table."""
    return "\n".join(["| floor | what it is |", "| --- | --- |", *(f"| {cell(place)} | {_says(place)} |" for place in _places())])


def _places() -> Iterator[Path]:
    """The floors from the top down, each of the model's with the folders inside it."""
    for room in reversed(FLOORS):
        place = HOME.joinpath(*room.split("."))
        yield place
        if room.startswith("sim."):
            yield from folders(place)


def folders(place: Path) -> list[Path]:
    """The folders inside a floor that hold code."""
    return sorted(file.parent for file in place.glob("*/__init__.py"))


def cell(place: Path) -> str:
    """How the table calls a floor, or a folder inside one."""
    path = place.relative_to(HOME)
    return f"`{path.as_posix()}`" if ".".join(path.parts) in FLOORS else f"· `{path.name}`"


def _says(place: Path) -> str:
    """The first line of a room's or a file's docstring."""
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return (ast.get_docstring(tree(file)) or "").splitlines()[0]


def filled(text: str) -> str:
    """The document with its table in place."""
    return re.sub(r"(<!-- floors -->\n).*?(\n<!-- /floors -->)", lambda m: m[1] + table() + m[2], text, flags=re.S)


if __name__ == "__main__":
    DOCUMENT.write_text(filled(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
