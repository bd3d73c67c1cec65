from __future__ import annotations

from sim.inference.drivers.driver_keys import Sensitivity


def test_keys_are_named_with_their_ranges_or_without() -> None:
    assert Sensitivity().keys is None
    assert Sensitivity(keys={"a.b": (1, 2), "c": None}).keys == {"a.b": (1.0, 2.0), "c": None}
