"""Which values of plain data are numbers."""

from __future__ import annotations

import math

from sim.plain.number import is_number


def test_a_number_is_no_truth_and_no_text() -> None:
    assert [value for value in (0, 1.5, math.nan, True, False, "3", None, [4]) if is_number(value)][:2] == [0, 1.5]
    assert not any(map(is_number, (True, False, "3", None, [4])))
