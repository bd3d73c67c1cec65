"""Values that are keys of named things are told by name."""

from __future__ import annotations

from sim.parameters import Parameters
from sim.proposal.named_values import named_values


def test_a_vehicle_a_point_a_brand_and_a_mode_are_told_by_name_and_key() -> None:
    zh, en = (named_values(Parameters(), {"township_pickup": "各自"}.get, lang) for lang in ("zh", "en"))
    assert zh["host.post.added_vehicle"] == "邮政厢式车（postal_van）"
    assert en["fleet.trunk.allowed"] == "minivan (minivan)"
    assert zh["demand.brands.zto.alone"] == "各自（township_pickup）"
    assert zh["towns.point"] == "社区网点（community_outlet）"
    assert zh["host.post.brands"] == "邮政（post）"
    assert "host.post.free_parcels" not in zh
