"""Values that are keys of named things are told by name."""

from __future__ import annotations

import pandas as pd

from sim.parameters import Parameters
from sim.proposal.named_values import named_values, values_in_words


def test_a_vehicle_a_point_a_brand_and_a_mode_are_told_by_name_and_key() -> None:
    zh, en = (named_values(Parameters(), {"township_pickup": "各自"}, lang) for lang in ("zh", "en"))
    assert zh["host.post.added_vehicle"] == "邮政厢式车（postal_van）"
    assert en["fleet.trunk.allowed"] == "minivan (minivan)"
    assert zh["demand.brands.zto.alone"] == "各自（township_pickup）"
    assert zh["towns.point"] == "社区网点（community_outlet）"
    assert zh["host.post.brands"] == Parameters().demand.brands["post"].name_zh + "（post）"
    assert "host.post.free_parcels" not in zh


def test_other_values_are_numbers_or_stay_as_they_are() -> None:
    table = pd.DataFrame({"key": ["demand.scale", "host.post.added_vehicle", "cost.sharing", "data: x"], "value": ["1.5", "postal_van", "abc", "12"]}, index=[3, 4, 7, 9])
    found = values_in_words(table, Parameters(), {}, "en")
    assert found.to_dict() == {3: 1.5, 4: "postal van (postal_van)", 7: "abc", 9: 12.0}
