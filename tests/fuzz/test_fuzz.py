"""A short run of the fuzzing: the same inputs every time. The long one is ``python -m tests.fuzz --inputs 100000 --seed 7``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.sandbox import HOME


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="memory is looked up as Linux has it")
@pytest.mark.parametrize(("seed", "inputs"), [(1, 20), pytest.param(2, 100, marks=pytest.mark.slow)])
def test_spoilt_inputs_are_problems_and_nothing_else(seed: int, inputs: int, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tests.fuzz", "--inputs", str(inputs), "--seed", str(seed), "--out", str(tmp_path / "failed")]
    done = subprocess.run(words, cwd=HOME, capture_output=True, text=True, timeout=230)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert f"{inputs} inputs" in done.stdout
