"""Names of what goes out are among all names, and of keys that there are."""

from __future__ import annotations

from sim.parameters.outbound_names import OUTBOUND


def test_they_are_of_what_goes_out() -> None:
    assert all(key.startswith("demand.outbound.") and all(pair) for key, pair in OUTBOUND.items())
