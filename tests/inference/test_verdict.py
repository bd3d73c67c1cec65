"""What replications show of a claim: three words, each with its own in both languages."""

from __future__ import annotations

from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.words import word


def test_each_verdict_has_a_word_of_its_own() -> None:
    assert len({MET, NOT_MET, NOT_VERIFIED}) == 3
    for lang in ("zh", "en"):
        assert len({word(v, lang) for v in (MET, NOT_MET, NOT_VERIFIED)}) == 3
