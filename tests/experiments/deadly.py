"""A replication that kills its worker, in a file of its own so that a new worker starts fast."""

from __future__ import annotations

import os

from experiments.scenarios import records
from experiments.scenarios.replicate import Part, Parts


def die_once(source: object, number: int, scenarios: tuple[str, ...], parts: Parts, traced: bool) -> None:
    """Stand in for the work of a replication; the worker of the second one is killed the first time that it is tried."""
    mark = parts.folder / f"tried-{number}"
    if number == 1 and not mark.exists():
        mark.touch()
        os._exit(9)
    path = parts.path("a", number)
    path.parent.mkdir(exist_ok=True)
    records.write(path, Part(number, None, str(number)))  # type: ignore[arg-type]
