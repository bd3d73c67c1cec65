"""A brand is known by its key, its names, its aliases, and each of these with the words that every company has."""

from __future__ import annotations

import pytest

from sim.demand.brands import BrandWords, brand_names
from sim.parameters import Parameters
from sim.parameters.demand import Brand

BRANDS = Parameters().demand.brands
KEYS = list(BRANDS)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("yto", "yto"), ("圆通", "yto"), ("圆通快递", "yto"), ("圆通速递", "yto"), ("圆通速递有限公司", "yto"), ("YTO Express", "yto"), ("ｙｔｏ", "yto"), ("圆通 快递", "yto"),
        ("圆通（东镇网点）", "yto"), ("J&T Express", "jt"), ("j&t", "jt"), ("极兔速递", "jt"), ("ZTO Express", "zto"), ("中通快递股份有限公司", "zto"), ("EMS", "post"),
        ("邮政快递", "post"), ("中国邮政", "post"), ("中国邮政速递物流", "post"), ("China Post", "post"), ("顺丰速运", "sf"), ("京东物流", "jd"), ("德邦快递", "deppon"), ("韵达快递", "yunda"),
    ],
)  # fmt: skip
def test_a_brand_is_known_by_what_people_call_it(word: str, key: str) -> None:
    assert KEYS[BrandWords(BRANDS).index(word)] == key


@pytest.mark.parametrize("word", ["快递", "百世", "有限公司", "东镇", "()", "to", "圆"])
def test_other_words_are_no_brand(word: str) -> None:
    assert BrandWords(BRANDS).index(word) == -1


def test_a_word_for_two_brands_is_none_for_sure() -> None:
    words = BrandWords({"a": Brand(name_zh="甲", aliases=("同城",)), "b": Brand(name_zh="乙", aliases=("同城",))})
    assert [words.index(w) for w in ("甲快递", "乙", "同城")] == [0, 1, -1]


def test_what_is_allowed_lists_names_and_aliases() -> None:
    assert "圆通 (yto, YTO, 圆通速递, YTO Express)" in brand_names(BRANDS)


def test_aliases_are_data_of_the_config() -> None:
    tree = Parameters().model_dump()
    tree["demand"]["brands"]["best"] = {"name_zh": "百世", "aliases": ["汇通"]}
    brands = Parameters.model_validate(tree).demand.brands
    assert BrandWords(brands).index("汇通快递") == list(brands).index("best")
