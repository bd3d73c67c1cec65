"""Keys said in the reader's language."""

from __future__ import annotations

import pandas as pd

from sim.words.said import Named, Word, headed, say, weekdays_text, word


def test_the_context_tells_homonyms_apart() -> None:
    assert word("village", "zh", "leg") == "乡至村"
    assert Word("village", "level").text("zh") == "村级服务点"


def test_a_key_without_a_word_is_returned() -> None:
    assert word("no such word") == "no such word"
    assert list(headed(pd.DataFrame(columns=["km", "no such word"]), "en")) == ["km", "no such word"]


def test_weekdays() -> None:
    assert weekdays_text({0, 6}, "en") == "Mon Sun"
    assert weekdays_text([4, 0, 2]) == "周一、三、五"
    assert weekdays_text(range(7)) == "每天"
    assert weekdays_text([]) == ""


def test_a_name_without_english_is_said_in_chinese() -> None:
    assert [Named("县", "county").text("en"), Named("县").text("en"), say("en", "县", "county")] == ["county", "县", "county"]
