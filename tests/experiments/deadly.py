"""A replication that kills its worker, in a file of its own so that a new worker starts fast."""

from __future__ import annotations

import os

import numpy as np

from experiments.scenarios import records
from experiments.scenarios.part import HOURS, Part
from experiments.scenarios.replicate import Parts
from sim.measure.ledger import Ledger
from sim.measure.measure import Measures
from sim.measure.registry import keys
from sim.measure.times import COMPONENTS, GRID_H


def die_once(source: object, number: int, scenarios: tuple[str, ...], parts: Parts, traced: bool) -> None:
    """Stand in for the work of a replication; the worker of the second one is killed the first time that it is tried."""
    mark = parts.folder / f"tried-{number}"
    if number == 1 and not mark.exists():
        mark.touch()
        os._exit(9)
    path = parts.path("a", number)
    path.parent.mkdir(exist_ok=True)
    records.write(path, Part(number, nothing("a", number), f"{number:064x}"))


def nothing(mode: str, number: int) -> Measures:
    """The measures of a county without villages."""
    none = np.zeros(0)
    hours = np.zeros(GRID_H + 1), np.zeros(len(COMPONENTS)), np.zeros(HOURS)
    ledger = Ledger((), np.zeros(0, np.int16), np.zeros(0, np.int32), np.zeros(0, bool), np.zeros(0, np.int64), 0)
    local = {"reach": none}
    return Measures(mode, number, dict.fromkeys(keys(), 0.0), local, local, {}, {}, none, none, (), *hours, {}, {}, {}, ledger, np.zeros((3, 0)))
