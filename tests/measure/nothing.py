"""Measures of nothing."""

from __future__ import annotations

import numpy as np

from sim.measure.ledger import Ledger
from sim.measure.measure import Measures
from sim.measure.part import HOURS
from sim.measure.registry import keys
from sim.measure.times import COMPONENTS, GRID_H


def nothing(mode: str, number: int) -> Measures:
    """The measures of a county without villages."""
    none = np.zeros(0)
    hours = np.zeros((2, GRID_H + 1)), np.zeros(len(COMPONENTS)), np.zeros(HOURS)
    ledger = Ledger((), np.zeros(0, np.int16), np.zeros(0, np.int32), np.zeros(0, bool), np.zeros(0, np.int64), 0)
    local = {"reach": none}
    return Measures(mode, number, dict.fromkeys(keys(), 0.0), local, local, {}, {}, none, none, (), *hours, {}, {}, {}, ledger, np.zeros((3, 0)), {}, {}, none, 0)
