"""A cell is what a person sees of it, on one line."""

from __future__ import annotations

import pytest

from sim.table.clean import clean, folded


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("甲村", "甲村"), ("  甲 村 ", "甲 村"), ("甲\u200b村", "甲村"), ("上河\n村", "上河村"), ("上河 \r\n 村", "上河村"), ("Upper\nRiver", "Upper River"), ("a   b", "a b"), ("\u3000甲\u3000", "甲"),
        ("\u202e甲", "甲"), ("\ufeff甲", "甲"), ("葛\U000e0100城", "葛城"), ("\u3164", ""), ("a\u00a0b", "a b"), ("\x00\x1b", ""), ("\t", ""), ("", ""),
    ],
)  # fmt: skip
def test_unseen_characters_and_breaks_go(text: str, seen: str) -> None:
    assert clean(text) == seen
    assert clean(seen) == seen


@pytest.mark.parametrize(("one", "other"), [("ＫＭ", "km"), ("（公里）", "(公里)"), ("①", "1"), ("Straße", "STRASSE"), ("㎞ ", "km")])
def test_forms_and_case_are_one_when_compared(one: str, other: str) -> None:
    assert folded(one) == folded(other)
