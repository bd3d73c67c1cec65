"""Attributes of parcels: by their laws, each by the parcel's own name, inside what its column holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sim.clock import DAY, MINUTE
from sim.demand.attributes import MAX_DWELL, MAX_PERMILLE, Attributes
from sim.demand.streams import CHUNK
from sim.parameters import Parameters

CODES = np.arange(1, 20_001, dtype=np.uint64)


def attributes(**sections: dict[str, Any]) -> Attributes:
    return Attributes(Parameters.model_validate(sections), 1, 0)


def test_a_parcel_has_the_same_attributes_whatever_stands_beside_it() -> None:
    a = attributes(handling={"work_cv": 0.3})
    for column in (a.brand, a.wave, a.grams, a.ml, a.work, a.lost):
        assert (column(CODES)[5_000:5_010] == column(CODES[5_000:5_010])).all()
    village, share = np.tile(np.arange(2, dtype=np.int32), len(CODES) // 2), np.array([0.2, 0.8])
    door = a.to_door(CODES, village, share)
    assert (door[5_000:5_010] == a.to_door(CODES[5_000:5_010], village[5_000:5_010], share)).all()
    assert door[village == 1].mean() > 0.7 > 0.3 > door[village == 0].mean()


def test_long_columns_are_drawn_in_portions_that_join(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = attributes().grams(CODES), attributes().dwell(CODES)[0]
    monkeypatch.setattr("sim.demand.attributes.CHUNK", 999)
    assert (attributes().grams(CODES) == whole[0]).all()
    assert (attributes().dwell(CODES)[0] == whole[1]).all()
    assert CHUNK > 999


def test_only_brands_and_waves_with_a_share_are_drawn() -> None:
    brands = {"a": {"share": 0.0}, "b": {"share": 0.2}, "c": {"share": 0.6}, "d": {"share": 0.0}}
    counts = np.bincount(attributes(demand={"brands": brands}).brand(CODES), minlength=4)
    assert counts[[0, 3]].tolist() == [0, 0]
    assert counts[1] / len(CODES) == pytest.approx(0.25, abs=0.015)


def test_nothing_leaves_what_its_column_holds() -> None:
    wild = attributes(demand={"weight_sd_log": 3.0, "weight_mean_kg": 100}, handling={"work_cv": 3.0}, resident={"dwell_sd_log": 3.0, "dwell_township_median_h": 1_000})
    assert wild.grams(CODES).min() >= 1
    assert 1 <= wild.work(CODES).min() <= wild.work(CODES).max() <= MAX_PERMILLE
    assert 0 <= wild.dwell(CODES)[1].min() <= wild.dwell(CODES)[1].max() <= MAX_DWELL


def test_without_spread_work_is_as_planned_and_a_dwell_is_its_median() -> None:
    plain = attributes(resident={"dwell_sd_log": 0.0})
    assert set(plain.work(CODES)) == {1000}
    assert [set(d.tolist()) for d in plain.dwell(CODES)] == [{14 * 60 * MINUTE}, {48 * 60 * MINUTE}]


def test_both_dwells_are_of_one_household() -> None:
    point, township = attributes().dwell(CODES)
    assert township / point == pytest.approx(48 / 14, rel=1e-4)


def test_trucks_come_by_day_wave_and_brand_and_never_early() -> None:
    a = attributes(horizon={"warmup_days": 0, "measured_days": 7, "drain_days": 0})
    trucks = a.trucks()
    assert trucks.shape == (7, 2, len(a.parameters.demand.brands))
    planned = np.array([6 * 60 * MINUTE, 13 * 60 * MINUTE])[None, :, None] + np.arange(7)[:, None, None] * DAY
    assert (trucks >= planned).all()
    late = attributes(horizon={"warmup_days": 0, "measured_days": 7, "drain_days": 0}, demand={"truck_delay_mean_min": 0})
    assert (late.trucks() == planned).all()
