"""Columns of plain numbers have one name in the whole house."""

from __future__ import annotations

import re

import numpy as np

from sim.arrays import Bools, Floats, Ints
from tests.house.imports import HOME

NAMED = re.compile(r"^(\w+) = NDArray\[np\.(int64|float64|bool_)\]$", re.MULTILINE)


def test_they_are_named_here_alone() -> None:
    """But for columns that are of something."""
    found = {(file.name, name) for file in (HOME / "sim").rglob("*.py") for name, _ in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert {name for file, name in found if file == "arrays.py"} == {"Ints", "Floats", "Bools"}
    assert {name for file, name in found if file != "arrays.py"} <= {"Times", "Counts"}


def test_they_are_of_eight_bytes_or_of_one() -> None:
    kinds = {name: np.dtype(of.__args__[1].__args__[0]) for name, of in (("Ints", Ints), ("Floats", Floats), ("Bools", Bools))}
    assert {name: (kind.kind, kind.itemsize) for name, kind in kinds.items()} == {"Ints": ("i", 8), "Floats": ("f", 8), "Bools": ("b", 1)}
