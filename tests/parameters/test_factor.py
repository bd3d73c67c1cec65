"""A parameter that a study varies: values at shares of its range, whole numbers whole."""

from __future__ import annotations

from collections import Counter

import pytest

from sim.parameters.factor import REGISTRY, Factor, value_text


def factor(low: float, high: float, whole: bool = False) -> Factor:
    return Factor("a.b", "甲", "A", "h", 2.0, low, high, whole, "J", REGISTRY)


def test_a_share_of_the_range_is_a_value_and_back() -> None:
    of = factor(2.0, 6.0)
    assert [of.value(s) for s in (0, 0.25, 1)] == [2, 3, 6]
    assert of.share(of.value(0.3)) == pytest.approx(0.3)


def test_whole_numbers_are_rounded_on_a_grid_and_equally_likely_in_a_sample() -> None:
    of = factor(1, 4, whole=True)
    assert [of.value(s) for s in (0, 0.5, 1)] == [1, 3, 4]
    assert set(Counter(of.value((i + 0.5) / 400, spread=True) for i in range(400)).values()) == {100}
    assert of.value(1.0, spread=True) == 4


@pytest.mark.parametrize(("value", "unit", "zh", "en"), [(0.5, "-", "0.5", "0.5"), (1234.5, "yuan", "1,234元", "1,234 yuan"), (2.0, "h", "2小时", "2 h"), (0.12345, "h", "0.123小时", "0.123 h")])
def test_a_value_is_told_with_its_unit(value: float, unit: str, zh: str, en: str) -> None:
    assert (value_text(value, unit, "zh"), value_text(value, unit, "en")) == (zh, en)
