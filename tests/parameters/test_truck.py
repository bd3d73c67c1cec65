"""Line-haul takes all unless told."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.truck import TruckIn, TruckSpace, limits_of


def test_no_bound_by_default_and_none_below_one_parcel() -> None:
    assert set(TruckSpace().model_dump().values()) == {None}
    assert TruckSpace(parcels=800).parcels == 800
    with pytest.raises(ValidationError):
        TruckSpace(parcels=0)


def test_limits_are_parcels_grams_and_ml() -> None:
    assert limits_of(TruckSpace()) == (None, None, None)
    assert limits_of(TruckIn(parcels=800, kg=1.5, litres=20)) == (800, 1500, 20_000)
