"""Places of a county are found by what people call them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.county.find import listing_of, names_of
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


@pytest.mark.parametrize("word", ["城关镇/甲社区", "C9/甲社区", "小县城区/甲社区", "南镇/乙社区", "T2/乙社区", "甲社区"])
def test_a_community_is_found_under_the_township_that_lists_it(word: str) -> None:
    c = county()
    town, last = len(c.townships), c.villages[-1]
    seat = replace(c.townships[0], code="H-town", name="小县城区")
    listed = (("甲社区", ("C9", "城关镇")), ("乙社区", ("T2", "南镇")))
    urban = tuple(replace(last, code=name, name=name, township=town, listed=words) for name, words in listed)
    c = replace(c, townships=(*c.townships, seat), villages=(*c.villages, *urban), town=town)
    assert [c.villages[i].name for i in names_of(c)[1].find(word)] == [word.rpartition("/")[2]]
    assert names_of(c)[1].find("北镇/甲社区") == []
    assert all(listing_of(c).find(name) for name in ("城关镇", "C9", "北镇", "小县城区"))
    assert names_of(c)[0].find("城关镇") == []
