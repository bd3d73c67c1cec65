"""Processes of this machine that work side by side: how many there may be, and what each finds in its environment."""

from __future__ import annotations

import gc
import os

ENVIRONMENT = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1") | {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"
    f":glibc.malloc.mmap_threshold={32 << 20}:glibc.malloc.trim_threshold={1 << 30}"
}
"""Variables of a process: numpy uses one thread, as the processes are the parallelism; glibc keeps memory that arrays
up to 32 MiB free for the next ones, up to 1 GiB of it, in large pages where the system has them. Without that every
array of some megabytes is asked of the system anew, page by page: 25,000 times a replication of half a million
parcels."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


RARELY = (100_000, 20, 50)
"""How many objects are made before Python looks for circles of them that nobody needs, and how often it looks among
older ones: with its own numbers (700, 10, 10) that takes 4 % of a comparison's time in this process, with these 1 %."""


def set_environment() -> None:
    """Set those of ``ENVIRONMENT`` that nobody has set; numpy heeds them when it is first imported, glibc in processes
    that are started from here. Circles of objects are looked for ``RARELY``."""
    gc.set_threshold(*RARELY)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
