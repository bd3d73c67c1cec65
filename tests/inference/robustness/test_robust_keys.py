from __future__ import annotations

import pytest

from sim.inference.robustness.robust_keys import Robustness


def test_keys_are_a_list_or_a_map_of_ranges() -> None:
    assert Robustness(keys=["a.b"]).keys == ("a.b",)
    assert Robustness(keys={"a.b": [1, 2], "c": None}).keys == {"a.b": (1.0, 2.0), "c": None}
    with pytest.raises(ValueError, match="days"):
        Robustness(days=3)
