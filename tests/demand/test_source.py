"""Parcels are drawn or replayed, and the same key means the same parcels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sim.county.county import County
from sim.demand.source import demand_key, parcels_of
from sim.parameters import Parameters

SHORT: dict[str, Any] = {"horizon": {"warmup_days": 0, "measured_days": 7, "drain_days": 0}}


def test_a_table_takes_the_place_of_the_draw(county: County, tmp_path: Path) -> None:
    (tmp_path / "parcels.csv").write_text("village,time_h\nv002,30\nv001,6\n", encoding="utf-8")
    drawn = parcels_of(county, Parameters.model_validate(SHORT), 1, 0)[0]
    replayed = parcels_of(county, Parameters.model_validate({**SHORT, "demand": {"parcels_file": str(tmp_path / "parcels.csv")}}), 1, 0)[0]
    assert len(replayed) == 2 < len(drawn)


@pytest.mark.parametrize(
    ("more", "same"),
    [({}, True), ({"cost": {"relief": 1.3}}, True), ({"handling": {"sort_per_h": 300}}, True), ({"demand": {"scale": 2}}, False), ({"handling": {"work_cv": 0.2}}, False), ({"resident": {"market_share": 0.5}}, False)],
)
def test_what_decides_the_parcels_is_in_their_key(county: County, more: dict[str, Any], same: bool) -> None:
    one, other = Parameters.model_validate(SHORT), Parameters.model_validate({**SHORT, **more})
    assert (demand_key(one) == demand_key(other)) is same
    if same:
        assert (parcels_of(county, one, 1, 0)[0].grams == parcels_of(county, other, 1, 0)[0].grams).all()
