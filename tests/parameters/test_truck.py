"""Line-haul takes all unless told."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from sim.parameters.truck import TruckSpace


def test_no_bound_by_default_and_none_below_one_parcel() -> None:
    assert set(TruckSpace().model_dump().values()) == {None}
    assert TruckSpace(parcels=800).parcels == 800
    with pytest.raises(ValidationError):
        TruckSpace(parcels=0)
