"""Words of money have both languages and hide no other word."""

from __future__ import annotations

from sim.words.money import MONEY
from sim.words.pairs import WORDS


def test_words_of_money_are_words() -> None:
    assert all(zh and en for zh, en in MONEY.values())
    assert all(WORDS[key] == pair for key, pair in MONEY.items())
