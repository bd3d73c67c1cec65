"""Places of a county are found by what people call them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.county.find import names_of
from tests.service.small_county import county


def test_townships_and_villages_are_found_by_name_and_code() -> None:
    c = county()
    townships, villages = names_of(c)
    assert [townships.find(s.name) for s in c.townships] == [townships.find(s.code) for s in c.townships] == [[0], [1]]
    assert all(villages.find(v.name) == villages.find(v.code) == [i] for i, v in enumerate(c.villages))


@pytest.mark.parametrize("word", ["小县北镇", "北镇 ", "T1"])
def test_the_county_before_a_name_is_understood(word: str) -> None:
    assert names_of(county())[0].find(word) == [0]


def test_of_two_villages_of_one_name_the_township_tells() -> None:
    c = county()
    twins = replace(c, villages=tuple(replace(v, name="同村") for v in c.villages))
    villages = names_of(twins)[1]
    assert len(villages.find("同村")) == len(c.villages)
    assert villages.find("南镇/同村") == [i for i, v in enumerate(c.villages) if v.township == 1]
