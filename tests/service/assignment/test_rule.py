"""A rule in words, and conditions that cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from sim.service.assignment.rule import Condition, in_words


def test_a_condition_is_said_in_both_languages() -> None:
    asked = Condition(from_population=2500, remote=False, any_of=({"from_km": 3}, {"on_line": "a"}), none_of=({"villages": ("甲村",)},))
    told = in_words(asked, {"a": "bus"}.__getitem__)
    assert told.text("en") == "of 2500 people or more and not remote and (3 km from the hub or more, or on the host's lines of bus) and not (on the list 甲村)"
    assert told.text("zh") == "2500人及以上且不偏远且（距县中心3公里及以上、或在bus承运方线路上）且不属于（属于名单 甲村）"
    assert in_words(Condition()).text("en") == "of any size"


@pytest.mark.parametrize("asked", [{"from_km": 3, "below_km": 3}, {"altitude": 3}, {"from_population": -1}])
def test_a_condition_that_cannot_be_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Condition(**asked)
