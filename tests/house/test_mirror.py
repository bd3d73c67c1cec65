"""Tests mirror the source: each file of `sim/` is tried directly by a test file of its own name, where a reader looks for it.

`sim/county/seat.py` has `tests/county/test_seat.py`, which imports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.imports import HOME, named


def test_each_file_of_the_model_has_a_test_file_of_its_name() -> None:
    assert list(without(HOME)) == [], "write its test"


def test_a_file_without_its_test_is_found(tmp_path: Path) -> None:
    for file, text in {"sim/a/b.py": "", "sim/a/c.py": "", "sim/a/d.py": "", "tests/a/test_b.py": "from sim.a.b import x", "tests/a/test_c.py": "from sim.a import d"}.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert list(without(tmp_path)) == ["sim/a/c.py", "sim/a/d.py"]


def without(home: Path) -> Iterator[str]:
    """Files of the model that no test file of their name imports."""
    for file in sorted((home / "sim").rglob("*.py")):
        path = file.relative_to(home / "sim")
        test = home / "tests" / path.parent / f"test_{path.name}"
        if path.name != "__init__.py" and not (test.exists() and imports(test, module(path))):
            yield f"sim/{path.as_posix()}"


def module(path: Path) -> str:
    """The module of a file below `sim/`."""
    return ".".join(("sim", *path.with_suffix("").parts))


def imports(test: Path, module: str) -> bool:
    """Whether a test names a module, or something of it; most say so in a line of its beginning."""
    said = re.compile(rf"(from {module}|import {module}|from {module.rpartition('.')[0]} import {module.rpartition('.')[2]})\b")
    return any(map(said.match, test.read_text(encoding="utf-8").partition("\ndef ")[0].splitlines())) or any(name == module or name.startswith(f"{module}.") for name in named(test))
