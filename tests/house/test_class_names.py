"""A class name means one thing in the whole house."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.imports import HOME, nodes


def classes(home: Path) -> dict[str, list[str]]:
    """The files of each class name of the model and of what a person runs."""
    found: dict[str, list[str]] = {}
    for file in sorted(path for house in ("sim", "experiments") for path in (home / house).rglob("*.py")):
        for node in nodes(file):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(file.relative_to(home).as_posix())
    return found


def test_no_two_classes_have_one_name() -> None:
    assert {name: files for name, files in classes(HOME).items() if len(files) > 1} == {}


def test_a_second_class_of_a_name_is_found(tmp_path: Path) -> None:
    for file in ("sim/a.py", "experiments/b.py"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text("class Line: ...", encoding="utf-8")
    assert classes(tmp_path) == {"Line": ["experiments/b.py", "sim/a.py"]}
