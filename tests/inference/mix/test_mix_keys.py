"""Keys of the best mix."""

from __future__ import annotations

import pytest

from sim.inference.mix.mix_keys import Mix


def test_days_are_whole_weeks() -> None:
    assert Mix(days=14).days == 14
    with pytest.raises(ValueError, match="week"):
        Mix(days=10)


def test_a_plan_says_by_default_what_a_mix_is_made_of() -> None:
    assert Mix().modes == "plan"


def test_one_mode_needs_no_list_and_nothing_is_none() -> None:
    given = (None, "", [], "a", ["a", "b"])
    assert [Mix.model_validate({"modes": of}).modes for of in given] == [(), (), (), ("a",), ("a", "b")]
