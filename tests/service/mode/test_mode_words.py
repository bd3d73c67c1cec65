from __future__ import annotations

from typing import Any

import pytest

from sim.service.mode.mode_words import mode_faults, place
from tests.service.small_county import modes, parameters


def test_the_shipped_modes_name_what_there_is() -> None:
    assert list(mode_faults(parameters(), modes())) == []


@pytest.mark.parametrize(
    ("update", "code", "key"),
    [({"point": "nowhere"}, "mode.unknown_point", "point"), ({"partner": "nobody"}, "mode.unknown", "partner"), ({"first_brands": ("zt",)}, "mode.unknown_brand", "first_brands")],
)  # fmt: skip
def test_a_word_that_is_none_is_told_where_it_stands(update: dict[str, Any], code: str, key: str) -> None:
    one = modes()["courier_courier"].model_copy(update=update)
    (problem,) = mode_faults(parameters(), {**modes(), "courier_courier": one})
    assert (problem.code, problem.where) == (code, place("courier_courier", key))
