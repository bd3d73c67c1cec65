"""How a way of writing a time is built, told by its shape."""

from __future__ import annotations

import pytest

from sim.demand.times.form import LONGEST, form_of, shape_of, tidy


def form(text: str) -> object:
    found = form_of(shape_of(tidy(text)))
    return found and (found.dated, found.clocked, found.half, found.sign, found.fixed_zone, found.month)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-02 06:00", (True, True, "", 0, None, None)), ("2026年3月2日", (True, False, "", 0, None, None)), ("6:05", (False, True, "", 0, None, None)), ("2026-03-02 下午6:00", (True, True, "pm", 0, None, None)),
        ("2026-03-02T06:00Z", (True, True, "", 0, 0, None)), ("2026-03-02 06:00+08:00", (True, True, "", 1, None, None)), ("2026-03-02 06:00 北京时间", (True, True, "", 0, 480, None)),
        ("2-Mar-2026 06:00", (True, True, "", 0, None, 3)), ("soon", None), ("2026-03", None), ("3月2日", None), ("", None), ("2026-03-02 06:00" + "0" * LONGEST, None),
    ],
)  # fmt: skip
def test_a_shape_says_what_it_has(text: str, said: object) -> None:
    assert form(text) == said


def test_digits_stand_where_the_form_says() -> None:
    text = tidy("2026/3/12 06:07:08.25")
    found = form_of(shape_of(text))
    assert found is not None
    assert {key: text[slice(*place)] for key, place in found.at.items()} == {"y": "2026", "m": "3", "d": "12", "H": "06", "M": "07", "S": "08", "f": "25"}


def test_texts_are_tidied_without_losing_lines() -> None:
    assert tidy("２０２６∶AM\n\u200bB") == "2026:am\nb"
    assert shape_of("2026-03-12 6:05") == "0000-00-00 0:00"
