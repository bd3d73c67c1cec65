"""The words themselves."""

from __future__ import annotations

from sim.parameters.tree import Parameters
from sim.words.pairs import PARTS, WEEKDAYS, WORDS


def chinese(text: str) -> bool:
    return any("一" <= c <= "鿿" for c in text)


def test_every_word_is_there_in_both_languages() -> None:
    for key, (zh, en) in WORDS.items():
        assert chinese(zh), key
        assert en, key
        assert not chinese(en), key


def test_every_weekday_has_its_words() -> None:
    assert len(WEEKDAYS) == 7
    assert all(zh and en for zh, en in WEEKDAYS)


def test_every_section_of_the_parameters_has_a_word() -> None:
    assert [name for name in Parameters.model_fields if f"section.{name}" not in WORDS] == []


def test_no_word_stands_over_another() -> None:
    assert sum(map(len, PARTS)) == len(WORDS)
