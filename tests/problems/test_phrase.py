"""Phrases are filled with facts in either language, lists are cut, numbers stand as people write them."""

from __future__ import annotations

import math

import pytest

from sim.problems.phrase import MOST, SHOWN, Joined, Spoken, beside, catalogue, joined, listed, number_text, one_of, phrase, said


def test_two_phrases_are_equal_where_their_facts_are() -> None:
    assert phrase("hint.did_you_mean", word="a") == phrase("hint.did_you_mean", word="a") != phrase("hint.did_you_mean", word="b")
    assert isinstance(phrase("plain.file"), Spoken)


def test_a_fact_may_be_a_phrase_or_a_list_of_them() -> None:
    inner = phrase("plain.file")
    for lang in ("zh", "en"):
        assert inner.text(lang) in phrase("hint.did_you_mean", word=inner).text(lang)
        assert said((inner, "x"), lang) == joined([inner.text(lang), "x"], lang)


def test_a_missing_fact_is_an_error() -> None:
    with pytest.raises(KeyError, match="word"):
        phrase("hint.did_you_mean").text("en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_is_cut_only_beyond_its_most(lang: str) -> None:
    names = [f"n{i}." for i in range(MOST + 1)]
    assert listed(names[:MOST], lang) == joined(names[:MOST], lang)
    cut = listed(names, lang)
    assert cut.count(".") == SHOWN
    assert str(MOST + 1) in cut or str(MOST + 1 - SHOWN) in cut


def test_one_of_some_names_is_in_their_order_or_sorted() -> None:
    assert str(one_of(["b", "a"])).endswith("b, a")
    assert str(one_of(["b", "a"], sort=True)).endswith("a, b")


def test_joined_parts_speak_for_themselves() -> None:
    assert Joined(("甲镇", phrase("plain.file"))).text("en") == f"甲镇+{phrase('plain.file').text('en')}"
    assert Joined(("a", "b"), "/").text("zh") == "a/b"


@pytest.mark.parametrize(("value", "text"), [(True, "true"), (9_999, "9999"), (10_000, "10,000"), (-10_000, "-10,000"), (0.5, "0.5"), ("x", "x"), (None, "None"), ((), "")])
def test_plain_values_are_said(value: object, text: str) -> None:
    assert said(value, "zh") == said(value, "en") == text


@pytest.mark.parametrize(("value", "text"), [(math.nan, "nan"), (-math.inf, "-inf"), (0.0, "0"), (1e-9, "0.000000001"), (10_000.5, "10,000.5"), (1 / 3, "0.333333"), (120.0, "120")])
def test_a_number_has_no_exponent_and_no_trailing_zero(value: float, text: str) -> None:
    assert number_text(value) == text


def test_parts_stand_beside_each_other() -> None:
    assert beside(["a.csv", "", "row 3"], "en") == "a.csv, row 3"
    assert beside(["a.csv", "第 3 行"], "zh") == "a.csv 第 3 行"
    assert beside(["甲.xlsx“乙”表", "第 3 行", ""], "zh") == "甲.xlsx“乙”表第 3 行"


def test_the_catalogue_has_keys_of_a_room_and_a_name() -> None:
    assert catalogue() is catalogue()
    assert all("." in key and set(entry) == {"zh", "en"} for key, entry in catalogue().items())
