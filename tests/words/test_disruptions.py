"""Every cause has a word in both languages."""

from __future__ import annotations

from sim.measure.missed import CAUSES
from sim.words.disruptions import DISRUPTIONS


def test_every_cause_has_its_words() -> None:
    assert {key.removeprefix("cause.") for key in DISRUPTIONS if key.startswith("cause.")} == set(CAUSES)
    assert all(all(pair) for pair in DISRUPTIONS.values())
