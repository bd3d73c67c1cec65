"""A heading in its parts: words that it is known by, and what stands in brackets."""

from __future__ import annotations

import time

import pytest

from sim.table.heading import MOST, Heading, bare, heading


@pytest.mark.parametrize(
    ("text", "words", "asides"),
    [
        ("村名", "村名", ()), (" Village Name ", "villagename", ()), ("人口（2024年，万人）", "人口", ("2024年,万人",)), ("里程【公里】(单程)", "里程", ("公里", "单程")), ("重量（斤", "重量", ("斤",)),
        ("鄉鎮*", "乡镇", ()), ("人口（万人（约））", "人口", ("万人约",)), ("（）村", "村", ()), ("", "", ()), ("ＫＭ_total", "kmtotal", ()), ("a)b", "a)b", ()),
    ],
)  # fmt: skip
def test_words_and_asides(text: str, words: str, asides: tuple[str, ...]) -> None:
    assert heading(text) == Heading(words, asides)


def test_words_are_told_without_marks_and_in_simplified_characters() -> None:
    assert bare("鄉 鎮_名-称:") == "乡镇名称"


def test_a_long_heading_is_kept_as_its_first_characters() -> None:
    assert len(heading("x" * 10 * MOST).words) == MOST + 1


def test_brackets_take_no_time() -> None:
    start = time.process_time()
    for text in ("(" * 200_000, "()" * 100_000, "村名" + "（" * 20_000 + "）" * 20_000):
        heading(text)
    assert time.process_time() - start < 0.5
