"""Traditional characters of names and headings become the simplified ones, all else stays."""

from __future__ import annotations

import pytest

from sim.table.characters import simplified


@pytest.mark.parametrize(("text", "said"), [("鄉鎮", "乡镇"), ("東莊村", "东庄村"), ("面積與裏程", "面积与里程"), ("上河村 Abc 12", "上河村 Abc 12"), ("", "")])
def test_frequent_characters_are_simplified(text: str, said: str) -> None:
    assert simplified(text) == said


def test_what_is_simplified_stays_so_and_no_character_is_lost() -> None:
    for char in map(chr, range(0x4E00, 0x9FFF)):
        once = simplified(char)
        assert len(once) == 1
        assert simplified(once) == once
