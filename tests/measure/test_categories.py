"""Long columns of few words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.measure.categories import categories


def test_each_row_is_the_name_at_its_code_and_minus_one_is_empty() -> None:
    found = pd.Series(categories(["甲", "乙"], np.array([1, 0, -1, 1])))
    assert found.isna().tolist() == [False, False, True, False]
    assert found.dropna().tolist() == ["乙", "甲", "乙"]


def test_codes_of_one_name_are_one_word() -> None:
    found = categories(["a", "b", "a"], np.array([0, 1, 2]))
    assert list(found.categories) == ["a", "b"]
    assert list(found) == ["a", "b", "a"]
    assert len(categories([], np.array([], np.int64))) == 0
