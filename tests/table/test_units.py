"""Units that tables are written in, in the model's; what is no unit of a dimension has no factor."""

from __future__ import annotations

import pytest

from sim.table.units import (
    AREA,
    AS_ITEM,
    COUNT,
    FEE,
    FLOOR,
    LENGTH,
    MONEY,
    PARCELS,
    PEOPLE,
    PEOPLE_EACH,
    PER_DAY,
    RATIO,
    SHARE,
    SPEED,
    VOLUME,
    WEIGHT,
    Dimension,
    bare_unit,
    factor_of,
    is_unit,
    names_period,
    period_of,
    unit_word,
)


@pytest.mark.parametrize(
    ("unit", "dimension", "factor"),
    [
        ("件/月", PER_DAY, 1 / 30), ("月", PER_DAY, 1 / 30), ("每月", PER_DAY, 1 / 30), ("件每月", PER_DAY, 1 / 30), ("per month", PER_DAY, 1 / 30), ("parcels/week", PER_DAY, 1 / 7),
        ("万件/年", PER_DAY, 1e4 / 365), ("亿件/年", PER_DAY, 1e8 / 365), ("票/天", PER_DAY, 1), ("件", PER_DAY, 1), ("百件", PER_DAY, 100), ("件/季度", PER_DAY, 1 / 90), ("箱/月", PER_DAY, None), ("件/户", PER_DAY, None),
        ("万亩", AREA, 10_000 / 1500), ("亩", AREA, 1 / 1500), ("公顷", AREA, 0.01), ("ha", AREA, 0.01), ("万公顷", AREA, 100), ("公里²", AREA, 1), ("km²", AREA, 1), ("平方千米", AREA, 1), ("m2", AREA, 1e-6), ("km", AREA, None),
        ("华里", LENGTH, 0.5), ("里", LENGTH, 0.5), ("米", LENGTH, 0.001), ("千米", LENGTH, 1), ("百米", LENGTH, 0.1), ("M", LENGTH, 0.001), ("㎞", LENGTH, 1), ("公里", LENGTH, 1), ("亩", LENGTH, None),
        ("g", WEIGHT, 0.001), ("克", WEIGHT, 0.001), ("斤", WEIGHT, 0.5), ("ＫＧ", WEIGHT, 1), ("吨", WEIGHT, 1000), ("ml", VOLUME, 0.001), ("m³", VOLUME, 1000), ("㎥", VOLUME, 1000), ("升", VOLUME, 1),
        ("万人", PEOPLE, 10_000), ("人", PEOPLE, 1), ("户", PEOPLE, None), ("人/户", PEOPLE_EACH, 1), ("", LENGTH, None), ("万" * 50, AREA, None),
    ],
)  # fmt: skip
def test_units(unit: str, dimension: Dimension, factor: float | None) -> None:
    found = factor_of(unit, dimension)
    assert found == (None if factor is None else pytest.approx(factor))


def test_a_dimension_says_the_models_unit() -> None:
    for dimension in (LENGTH, AREA, WEIGHT, VOLUME, PEOPLE, PEOPLE_EACH):
        assert factor_of(dimension.text("zh"), dimension) == 1
    assert (AREA.text("en"), PER_DAY.text("zh")) == ("km²", "件/日")


@pytest.mark.parametrize(("unit", "said"), [("件/月", True), ("万件/年", True), ("件", False), ("月", True), ("公里", False)])
def test_a_unit_of_volume_may_name_a_period(unit: str, said: bool) -> None:
    assert names_period(unit) is said


@pytest.mark.parametrize(("words", "split"), [("月均件量", ("月", "件量")), ("每周件量", ("周", "件量")), ("件量", ("", "件量")), ("月", ("", "月"))])
def test_a_heading_may_begin_with_a_period(words: str, split: tuple[str, str]) -> None:
    assert period_of(words) == split


@pytest.mark.parametrize(("word", "is_one"), [("公里", True), ("％", True), ("万亩", True), ("件/月", True), ("村名", False), ("", False)])
def test_a_unit_of_any_kind_is_one(word: str, is_one: bool) -> None:
    assert is_unit(word) is is_one


def test_a_unit_is_compared_without_width_case_and_spaces() -> None:
    assert unit_word(" ＫＧ / 日 ") == "kg/日"


UNITS = [
    ("万元", MONEY, 1e4), ("元", MONEY, 1), ("万", MONEY, 1e4), ("亿元", MONEY, 1e8), ("元/户", MONEY, None), ("元/月", MONEY, None), ("元/件", FEE, 1), ("km/h", SPEED, 1), ("米/秒", SPEED, 3.6), ("亩", FLOOR, 1e4 / 15), ("万平方米", FLOOR, 1e4), ("㎡", FLOOR, 1), ("％", SHARE, 0.01), ("‰", SHARE, 0.001), ("倍", SHARE, None),
    ("%", RATIO, 0.01), ("倍", RATIO, 1), ("万件", PARCELS, 1e4), ("万", PARCELS, 1e4), ("件/年", PARCELS, 1), ("件/月", PARCELS, None), ("个", COUNT, 1), ("户", COUNT, None), ("平方米", AS_ITEM, 1), ("亩", AS_ITEM, None),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "dimension", "factor"), UNITS)
def test_units_of_plans(unit: str, dimension: Dimension, factor: float | None) -> None:
    found = factor_of(unit, dimension)
    assert found == (None if factor is None else pytest.approx(factor))


@pytest.mark.parametrize("text", ["（公里）", "[公里]", " 公里 ", "公里"])
def test_a_unit_is_taken_out_of_its_brackets(text: str) -> None:
    assert bare_unit(text) == "公里"
