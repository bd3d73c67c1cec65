"""The rule of precision asked of stored replications: as many as were asked of, whatever else is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from sim.inference.precision_keys import Precision
from sim.measure.registry import keys
from sim.store.archive import Archive, Row
from sim.store.precise import decided, narrowing

KEY, KPI = "ab" * 32, "cost_system_parcel"
KEYS = Precision(kpis=(KPI,), absolute={}, min=4, max=40, batch=4)


def stored(folder: Path, sd: float) -> Archive:
    archive, rng = Archive(folder), np.random.default_rng(1)
    rows = [Row(n, "0" * 64, np.full(len(keys()), 10 + sd * x)) for n, x in enumerate(rng.normal(size=40))]
    archive.add(KEY, "m", rows)
    return archive


def test_a_decision_rests_on_the_first_replications(tmp_path: Path) -> None:
    with stored(tmp_path, 0.1) as archive:
        found = decided(KEYS, archive, {"m": KEY}, 4)
        assert found.enough
        assert found.n == 4
    with stored(tmp_path / "wide", 5.0) as archive:
        assert not decided(KEYS, archive, {"m": KEY}, 4).enough
        assert narrowing(KEYS, archive, {"m": KEY}, 12)["n"].max() == 12
