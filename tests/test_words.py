"""Words, figures and units as people read them, in both languages."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from sim.words import _WORDS, LANGUAGES, Amount, Named, Word, amount, figure, headed, say, unit_text, weekdays_text, word


def test_every_word_is_there_in_both_languages() -> None:
    assert all(len(pair) == len(LANGUAGES) and all(pair) for pair in _WORDS.values())
    assert all(any("\u4e00" <= c <= "\u9fff" or c == "/" for c in zh) or zh == en for zh, en in _WORDS.values())


def test_a_key_without_a_word_stays() -> None:
    assert word("no_such_key") == word("no_such_key", "en") == "no_such_key"
    assert Word("village").text("zh") == "村"


def test_a_context_tells_homonyms_apart() -> None:
    homonyms = [key.split(".") for key in _WORDS if "." in key]
    assert homonyms
    for context, key in homonyms:
        assert Word(key, context).text("zh") == _WORDS[f"{context}.{key}"][0]


def test_a_name_is_said_in_chinese_where_there_is_no_other() -> None:
    assert (Named("甲").text("en"), Named("甲", "Jia").text("en"), Named("甲", "Jia").text("zh")) == ("甲", "Jia", "甲")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.8616, "share", "86.2%"), (-0.0001, "share", "0.0%"), (2107.6, "yuan/parcel", "2,108"), (30.58, "h", "30.6"), (2.5, "yuan/parcel", "2.50"), (123.44, "kg/parcel", "123.4"),
        (3.02, "vehicles", "3"), (3.2, "people", "3.2"), (-0.001, "yuan/parcel", "0.00"), (math.nan, "h", "—"), (math.inf, "h", "∞"), (-1234.0, "x", "-1,234"),
    ],
)  # fmt: skip
def test_a_figure_has_the_digits_of_its_unit(value: float, unit: str, text: str) -> None:
    assert figure(value, unit) == text


def test_an_amount_has_its_unit_and_a_share_none_but_its_sign() -> None:
    assert (amount(2.5, "yuan/parcel"), amount(2.5, "yuan/parcel", "en"), amount(0.5, "share", "en")) == ("2.50元/件", "2.50 yuan/parcel", "50.0%")
    assert unit_text("furlong") == Amount("furlong").text("zh") == "furlong"


def test_headings_are_words_and_the_rest_is_left() -> None:
    frame = pd.DataFrame({"village": [1], "zzz": [2]})
    assert list(headed(frame).columns) == ["村", "zzz"]
    assert list(frame.columns) == ["village", "zzz"]


@pytest.mark.parametrize(("days", "zh", "en"), [(range(7), "每天", "daily"), ([4, 0, 2, 0], "周一、三、五", "Mon Wed Fri"), ([6], "周日", "Sun"), ([], "", "")])
def test_weekdays_are_told_in_their_order(days: list[int], zh: str, en: str) -> None:
    assert (weekdays_text(days), weekdays_text(days, "en")) == (zh, en)


def test_a_language_that_there_is_not_is_an_error() -> None:
    assert (say("zh", "甲", "a"), say("en", "甲", "a")) == ("甲", "a")
    with pytest.raises(ValueError, match="not in tuple"):
        say("fr", "甲", "a")
