"""Words of plans are pairs."""

from __future__ import annotations

from sim.words import word
from sim.words.plan import PLAN


def test_every_word_has_both_languages() -> None:
    assert all(zh and en for zh, en in PLAN.values())
    assert word("met", "zh", "target") == "达到"
