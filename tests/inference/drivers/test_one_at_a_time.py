"""Each key alone at both ends of its range: what it moves, and what moves nothing."""

from __future__ import annotations

import numpy as np
import pytest

from sim.inference.drivers.indices import EFFECT, NONE
from sim.inference.drivers.one_at_a_time import OneAtATime, table
from sim.inference.drivers.responses import Responses
from sim.parameters.factor import REGISTRY, Factor

KPI = "cost_system_parcel"
SHIFTS = {"strong": (-2.0, 2.0), "still": (0.0, 0.0)}
NOISE = np.array([0.1, -0.1, 0.05, 0.0])


def turned() -> OneAtATime:
    """One mode, two keys, four replications on the same parcels: the first moves the cost by 2, the second nothing."""
    factors = tuple(Factor(key, key, key, "-", 1.0, 0.0, 2.0, False, "J", REGISTRY) for key in SHIFTS)
    base = (5 + NOISE).reshape(1, 4, 1)
    ends = np.stack([(5 + NOISE + shift) for pair in SHIFTS.values() for shift in pair])[:, :, None]

    def of(values: np.ndarray) -> Responses:
        return Responses(values, ("ok",) * len(values), ("",) * len(values), ((),) * len(values))

    return OneAtATime(("m",), (KPI,), factors, of(base), of(ends), np.ones(2, np.bool_))


def test_differences_are_paired_by_replication() -> None:
    assert turned().differences()[0, :, :, 0, 0].tolist() == pytest.approx(np.array([[-2, 2], [0, 0]]))
    assert [turned().row(0, f, e) for f in (0, 1) for e in (0, 1)] == [0, 1, 2, 3]


def test_a_key_that_moves_nothing_is_still_and_the_other_has_all_the_score() -> None:
    assert turned().still().tolist() == [False, True]
    assert turned().score().tolist() == pytest.approx([1.0, 0.0])


def test_a_row_a_key_and_end_with_its_verdict() -> None:
    found = table(turned(), "en").set_index(["key", "end"])
    assert found["verdict"].tolist() == [EFFECT, EFFECT, NONE, NONE]
    assert found["value"].tolist() == [0, 2, 0, 2]
    assert found["difference"].tolist() == pytest.approx([-2, 2, 0, 0])
