from __future__ import annotations

from sim.plain.signs import narrow, strange


def test_signs_of_a_chinese_keyboard_are_those_of_ascii() -> None:
    assert narrow("１４：３０，［a］“b”、【c】") == '14:30,[a]"b",[c]'


def test_the_first_strange_sign_is_told_with_what_is_meant() -> None:
    assert strange("东镇：3") == ("：", ":")
    assert strange("东镇") is None
    assert strange("\u3000") is None
