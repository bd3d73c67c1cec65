"""A bound that a KPI must keep, and whether replications show that it does."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sim.inference.target import Target, read_targets
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.problems import InputError

SHARE, HOURS = Target("within_24h", ">=", 0.9), Target("at_village_mean_h", "<=", 24.0)


@pytest.mark.parametrize(
    ("target", "values", "verdict"),
    [
        (SHARE, [0.95, 0.96, 0.97], MET), (SHARE, [0.5, 0.52, 0.51], NOT_MET), (SHARE, [0.89, 0.91, 0.9], NOT_VERIFIED), (HOURS, [20.0, 21.0, 20.5], MET), (HOURS, [30.0, 31.0, 30.5], NOT_MET),
        (HOURS, [math.inf, math.inf], NOT_MET), (HOURS, [math.nan, 20.0], NOT_VERIFIED), (Target("within_24h", ">=", 1.0), [1.0, 1.0], MET),
        (Target("within_24h", ">=", 1.0), [1.0, 0.999], NOT_MET),
    ],
)  # fmt: skip
def test_the_interval_lies_on_one_side_or_nothing_is_verified(target: Target, values: list[float], verdict: str) -> None:
    assert target.verdict(np.array(values)) == verdict


@pytest.mark.parametrize(("target", "value", "miss"), [(SHARE, 0.9, 0.0), (SHARE, 0.45, 0.5), (SHARE, 0.99, -0.1), (HOURS, 36.0, 0.5), (HOURS, 1e9, 10.0), (HOURS, math.nan, 1.0), (HOURS, math.inf, 10.0)])
def test_a_miss_is_relative_to_the_bound_and_bounded(target: Target, value: float, miss: float) -> None:
    assert target.miss(value) == pytest.approx(miss)


def test_a_target_is_told_in_words() -> None:
    assert SHARE.bound_text() == "≥ 90.0%"
    assert HOURS.bound_text("en") == "≤ 24.0 h"
    assert SHARE.text("zh").endswith("≥ 90.0%")


def test_texts_are_bounds() -> None:
    assert read_targets({"within_24h": ">=90%", "at_village_mean_h": " <= 24 ", "reach": None}, "t") == (SHARE, HOURS)
    assert read_targets({}, "t") == ()


@pytest.mark.parametrize(("texts", "code"), [({"no_kpi": ">=1"}, "config.unknown_kpi"), ({"within_24h": "90%"}, "config.target"), ({"within_24h": 0.9}, "config.target"), ({"within_24h": ">=90"}, "config.target"), ({"within_24h": ">0.9"}, "config.target")])
def test_what_is_no_bound_is_refused(texts: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as error:
        read_targets(texts, "targets")
    assert [p.code for p in error.value.problems] == [code]
    assert str(error.value.problems[0].where).startswith("targets.")
