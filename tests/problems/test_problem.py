"""A problem is one line; the errors that carry problems come whole through another process."""

from __future__ import annotations

import pickle

from sim.problems.phrase import phrase
from sim.problems.problem import InputError, Problem, RefusedError, SaidError
from sim.problems.where import Where

BAD = Problem("table.value", Where(file="a.csv", row=3), "九百", "0 - 5", "ask")


def test_a_problem_is_one_line_in_either_language() -> None:
    assert str(BAD) == BAD.text("en") == "[table.value] a.csv, row 3: found 九百; allowed: 0 - 5. Hint: ask."
    assert BAD.text("zh") == "a.csv 第 3 行：现为“九百”，应为：0 - 5。提示：ask。［table.value］"
    assert "\n" not in str(Problem("a.b", "there", "", ""))


def test_an_error_of_the_input_carries_every_problem() -> None:
    error = InputError(p for p in (BAD, Problem("a.b", "x", "y", "z")))
    assert len(error.problems) == 2
    assert str(error).splitlines() == [str(p) for p in error.problems]
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_an_error_with_words_says_them_in_either_language() -> None:
    error = SaidError(phrase("plain.file"))
    assert str(error) == error.text("en") != error.text("zh")


def test_a_refusal_keeps_what_is_allowed_found_and_advised() -> None:
    back = pickle.loads(pickle.dumps(RefusedError(phrase("plain.file"), "hint", "found")))
    assert isinstance(back, ValueError)
    assert (back.allowed, back.hint, back.found) == (phrase("plain.file"), "hint", "found")
    assert str(back) == phrase("plain.file").text("en")
