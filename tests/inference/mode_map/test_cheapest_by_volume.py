"""Where the cheapest mode changes with volume."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from sim.inference.mode_map.cheapest_by_volume import cheapest_by_volume


def visits(fixed: dict[str, tuple[float, float]], villages: int = 160) -> pd.DataFrame:
    """Villages of which a visit costs a fixed sum and a sum a parcel."""
    volume = np.geomspace(1, 100, villages)
    return pd.concat([pd.DataFrame({"mode": mode, "village": range(villages), "parcels_visit": volume, "cost_parcel": a + b / volume}) for mode, (a, b) in fixed.items()])


def test_costs_of_a_fixed_and_a_running_part_cross_where_algebra_says() -> None:
    found = cheapest_by_volume(visits({"van": (1.0, 20.0), "bus": (2.0, 5.0)}), ["van", "bus"])
    assert found[["below", "above"]].to_numpy().tolist() == [["bus", "van"]]
    assert found["parcels_visit"].iloc[0] == pytest.approx(15.0, rel=0.05)


def test_one_mode_that_is_always_cheapest_and_too_few_villages_have_none() -> None:
    assert cheapest_by_volume(visits({"van": (1.0, 5.0), "bus": (2.0, 5.0)}), ["van", "bus"]).empty
    assert cheapest_by_volume(visits({"van": (1.0, 20.0), "bus": (2.0, 5.0)}, 6), ["van", "bus"]).empty
    assert cheapest_by_volume(visits({"van": (1.0, 5.0)}), ["van"]).empty
