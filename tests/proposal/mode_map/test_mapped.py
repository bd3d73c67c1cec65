"""What the parts of a mode map are called."""

from __future__ import annotations

import pytest

from sim.chart.info import ModeName
from sim.proposal.mode_map.mapped import Mapped
from tests.proposal.mapping import MODES, mapped


@pytest.mark.parametrize(("lang", "title"), [
    ("zh", "小县：何处用何种模式（单件社会总成本最低）"),
    ("en", "Small: which mode where (least system cost a parcel)"),
])
def test_the_title_says_what_is_made_least(lang: str, title: str) -> None:
    assert mapped(lang).title == title
    assert "brand" in mapped(objective="brands").least


def test_distances_are_of_what_varies() -> None:
    by_hub: Mapped = mapped()
    assert by_hub.distance == "hub to township (km)"
    assert mapped().far(30.0) == "30 km from hub to township"
    assert mapped("zh", along="loop").far(12.5) == "村级环线12.5公里"
    assert mapped(along="loop").distance == "village loop (km)"


def test_modes_without_a_name_stand_under_their_key() -> None:
    assert mapped(modes=(*MODES, ModeName("bare", "", ""))).names == {
        "joint": "joint delivery", "other": "post carries", "bare": "bare"
    }
    assert mapped("zh").fee == "费用倍数"


def test_the_foot_counts_replications_and_days() -> None:
    assert mapped().foot(14) == "parcelflow · Small · 3 replications of 14 days · seed 7"
    assert "1 replication of" in mapped(replications=1).foot(7)
    assert mapped("zh").foot(7) == "parcelflow · 小县 · 3次重复×7天 · 种子7"
