"""What comes to the villages, in words; of an overloaded mode what its plan would bring."""

from __future__ import annotations

from sim.inference.by_mode import by_mode
from sim.measure.kpi import ALL, POOL
from sim.proposal.to_village import to_village
from tests.proposal.made import measures


def test_a_share_a_mode_and_none_of_an_overloaded_one() -> None:
    modes = by_mode(measures())
    found = to_village(modes, ["other"], POOL, "en")
    mean = sum(m.county["to_village_share"] for m in modes["joint"]) / 3
    assert found["joint"] == f"{mean:.1%}"
    assert found["other"].startswith("overloaded, so no figure counts")
    assert "100.0%" in found["other"]
    assert to_village(modes, ["other"], POOL, "zh")["other"].startswith("超负荷")


def test_of_all_parcels_less_comes_to_the_village_than_of_the_pools() -> None:
    modes = by_mode(measures())
    assert to_village(modes, (), ALL, "en")["joint"] != to_village(modes, (), POOL, "en")["joint"]
