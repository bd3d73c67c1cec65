"""A worker starts once a process and machine, so it must not load what only the command line, studies or charts need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("matplotlib", "hydra", "omegaconf", "optuna", "SALib", "distributed", "dask", "openpyxl", "pandas", "tqdm")


def test_what_a_worker_imports_is_light() -> None:
    found = f"print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", f"import sys, experiments.scenarios.work, experiments.engines.local; {found}"], capture_output=True, text=True, check=True)
    assert not done.stdout.split()
