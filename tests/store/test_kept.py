"""One replication as a worker gives it back."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from sim.demand.drawn_before import DrawnBefore
from sim.measure.pipeline import StepClock
from sim.measure.registry import keys
from sim.service.prepared import Prepared, Scenario
from sim.store.kept import KPIS, WHOLE, ReplicationError, Want, kept
from tests.service import small_county

MODE = "courier_courier"


def prepared() -> Prepared:
    p = small_county.parameters(horizon__warmup_days=1, horizon__measured_days=7, horizon__drain_days=1)
    plan = replace(small_county.build(MODE, p), name=MODE)
    return Prepared(small_county.county(), p, small_county.demand(p), {}, (Scenario(MODE, plan, ()),), 1)


def test_as_much_is_kept_as_is_wanted_and_the_row_is_the_same() -> None:
    asked, clock, drawn = prepared(), StepClock(), DrawnBefore(2**20)
    least, whole, traced = (kept(asked, 0, want, clock, drawn) for want in (KPIS, WHOLE, Want(traced=frozenset({0}))))
    assert (least.packed, least.tables, whole.tables) == (b"", {}, {})
    assert whole.packed
    assert "parcels" in traced.tables
    assert len(pd.read_parquet(io.BytesIO(traced.tables["parcels"])))
    assert least.row.digest == whole.row.digest == traced.row.digest
    assert np.array_equal(least.row.values, whole.row.values, equal_nan=True)
    assert least.row.values.shape == (len(keys()),)


def test_an_error_says_in_which_replication_and_travels() -> None:
    with pytest.raises(ReplicationError, match="ZeroDivisionError") as caught:
        kept(replace(prepared(), parameters=None), 3, KPIS, StepClock(), _Broken(1))  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.said, again.trace) == (caught.value.said, caught.value.trace)
    assert "3" in str(again)
    assert "Traceback" in again.trace


class _Broken(DrawnBefore):
    """Parcels that cannot be drawn."""

    def get(self, *_: object) -> object:  # type: ignore[override]
        return 1 / 0
