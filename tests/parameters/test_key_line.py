from __future__ import annotations

from dataclasses import replace

from sim.parameters import Parameters, registry
from sim.parameters.key_line import bounds, key_line

BY_KEY = {q.key: q for q in registry(Parameters())}


def test_a_key_with_its_unit_bounds_range_source_and_meaning() -> None:
    line = key_line(BY_KEY["cost.hub_rent"], "en")
    assert line.startswith("cost.hub_rent=")
    assert "[0, 1000]" in line
    assert BY_KEY["cost.hub_rent"].means("en") in line


def test_open_ends_and_none() -> None:
    free = replace(BY_KEY["cost.hub_rent"], ge=None, gt=None, le=None, lt=None)
    assert bounds(free) == ""
    assert bounds(replace(free, gt=0)) == " (0, ∞)"
    assert bounds(replace(free, lt=1)) == " (-∞, 1)"
