"""How many processes work side by side, and what each finds in its environment."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
import sys

import pytest

from sim.plain.process import ENVIRONMENT, RARELY, processors, set_environment

FAULTS = """
import resource
import numpy as np
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for i in range(100):
    np.full(500_000, i)[0] += np.full(500_000, i)[1]
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def test_what_a_user_has_set_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"OMP_NUM_THREADS": "4"})
    set_environment()
    assert os.environ == ENVIRONMENT | {"OMP_NUM_THREADS": "4"}
    assert gc.get_threshold() == RARELY


def test_there_is_a_processor_at_least() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library keeps memory its own way")
def test_arrays_take_the_memory_of_those_before_them() -> None:
    done = subprocess.run([sys.executable, "-c", FAULTS], env=os.environ | ENVIRONMENT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 10_000, "100 times 8 MB, 200,000 pages, were asked for again"
