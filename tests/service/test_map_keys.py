"""Keys of a mode map that make no map are refused."""

from __future__ import annotations

from typing import Any

import pytest

from sim.service.map_keys import ModeMap


@pytest.mark.parametrize(
    "keys", [{"parcels": (5, 2)}, {"distance_km": (0, 20)}, {"fee": "train_yuan"}, {"measured_days": 10}, {"parcels": (), "by_village": False}, {"fees": ()}]
)  # fmt: skip
def test_what_makes_no_map_is_refused(keys: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="ModeMap"):
        ModeMap(**keys)


def test_no_fee_is_a_level() -> None:
    assert ModeMap(fees=(0.0, 1.0), fee="bus_yuan").fees == (0.0, 1.0)
