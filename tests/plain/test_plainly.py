from __future__ import annotations

import codecs

from sim.plain.plainly import plainly


def test_signs_have_a_plain_one_and_other_characters_a_question_mark() -> None:
    codecs.register_error("tests.plainly", plainly)
    assert "a ≤ 3 × “b” 镇".encode("ascii", "tests.plainly") == b'a <= 3 x "b" ?'
