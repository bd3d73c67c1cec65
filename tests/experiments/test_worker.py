"""A worker starts once a process and machine, so it must not load what only the command line, studies or charts need."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import sim
from sim.source import model_files
from tests.house.imports import nodes

HEAVY = ("matplotlib", "hydra", "omegaconf", "optuna", "SALib", "distributed", "dask", "openpyxl", "pandas", "tqdm")
HOME = Path(sim.__file__).resolve().parent.parent


def test_what_a_worker_imports_is_light() -> None:
    found = f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", f"import sys, experiments.scenarios.work, experiments.engines.local; {found}"], capture_output=True, text=True, check=True)
    assert not done.stdout.split()


def file_of(module: str) -> Path | None:
    """The file of a module of ours; None where there is none of that name."""
    path = HOME.joinpath(*module.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


def imported(file: Path) -> set[str]:
    """Modules of ours that a file imports anywhere in it, and the packages that they lie in."""
    names = set[str]()
    for node in nodes(file):
        if isinstance(node, ast.Import):
            names.update(a.name for a in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.update(f"{node.module}.{a.name}" for a in node.names)
    parts = [name.split(".") for name in names if name.split(".")[0] in ("sim", "experiments", "conf")]
    return {".".join(p[:i]) for p in parts for i in range(1, len(p) + 1)}


def test_what_a_worker_computes_needs_no_chart() -> None:
    """``code_version`` leaves the charts out: nothing that a number comes from may import them. The config declares keys of charts, too."""
    seen, left = set[str](), ["experiments.scenarios.work"]
    while left:
        module = left.pop()
        file = file_of(module)
        if module in seen or file is None or module.startswith("experiments.settings"):
            continue
        seen.add(module)
        left += imported(file)
    assert {"sim.flow.model", "sim.measure.measure", "sim.demand.replay", "sim.service.build"} <= seen
    assert not [m for m in seen if m.startswith("sim.chart")]


def test_the_version_of_the_model_is_that_of_all_its_files_but_charts_and_store() -> None:
    root = Path(sim.__file__).parent
    rooms = {file.relative_to(root).parts[0] for file in model_files()}
    assert rooms == {p.name for p in root.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()} - {"chart", "store"}
