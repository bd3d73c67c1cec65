"""Imports go one way: a room may know the rooms below it, never those above or beside a study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.floors import floor
from tests.house.imports import HOME, name_of, named

ONLY_ABOVE = ("hydra", "omegaconf", "dask", "distributed", "optuna", "submitit", "tqdm")
"""What the model itself does not know."""
FILES = [p for room in ("sim", "experiments") for p in sorted((HOME / room).rglob("*.py"))]


def test_floors_are_found() -> None:
    assert floor("sim.flow.model.simulate") > floor("sim.plan.plan") > floor("sim.county.county")
    assert floor("experiments.studies.sweep.selecting") < floor("experiments.sweep.main")


def test_imports_go_down() -> None:
    assert [wrong for file in FILES for wrong in upward(file)] == []


def upward(file: Path) -> Iterator[str]:
    """What a file imports from a floor above its own, or from what only floors above the model know."""
    module = name_of(file)
    for name in named(file) if module != "sim" else ():
        root = name.split(".")[0]
        if root in ("sim", "experiments", "conf") and name.count(".") > 0 and floor(name) > floor(module):
            yield f"{module} imports {name} from a floor above"
        if module.startswith("sim.") and root in ONLY_ABOVE:
            yield f"{module} imports {root}"


@pytest.mark.parametrize("study", sorted(p.name for p in (HOME / "experiments" / "studies").iterdir() if (p / "__init__.py").exists()))
def test_studies_do_not_know_each_other(study: str) -> None:
    others = [name for file in (HOME / "experiments" / "studies" / study).rglob("*.py") for name in named(file) if name.startswith("experiments.studies.") and not name.startswith("experiments.studies.frame.")]
    assert all(name.split(".")[2] == study for name in others), [name for name in others if name.split(".")[2] != study]
