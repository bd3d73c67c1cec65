"""What a county and its centre are called."""

from __future__ import annotations

import pytest

from sim.county.called import above_places, centre_words, core, same_county, town_name


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("试验", "试验县", True), ("试验县", "试验", True), ("淄博市沂源县", "沂源", True), ("杭锦旗", "杭锦", True), ("沂源县", "沂水县", False), ("", "沂源", False),
        ("巴里坤哈萨克自治县", "巴里坤哈萨克", True), ("通县", "通", False),
    ],
)  # fmt: skip
def test_one_county_by_its_names(a: str, b: str, same: bool) -> None:
    assert same_county(a, b) == same


def test_the_hub_by_all_its_names() -> None:
    words = centre_words("试验")
    assert {"试验", "试验县", "试验县城", "试验县政府", "县政府", "县城", "县", "旗", "县级共配中心", "hub"} <= set(words)
    assert {"试验", "试验县", "试验旗"} <= set(centre_words("试验县"))


@pytest.mark.parametrize(("name", "short"), [("沂源县", "沂源"), ("通县", "通县"), ("杭锦旗", "杭锦"), ("神农架林区", "神农架"), ("沂 源 县", "沂源"), ("", "")])
def test_the_kind_goes_where_two_characters_stay(name: str, short: str) -> None:
    assert core(name) == short


@pytest.mark.parametrize(("word", "bare"), [("沂源县东里镇", "东里镇"), ("山东省淄博市沂源县东里镇", "东里镇"), ("沂源县/东里镇", "东里镇"), ("东里镇", "东里镇"), ("沂水县东里镇", "沂水县东里镇"), ("沂源县", "沂源县")])
def test_only_the_countys_own_name_is_taken_off(word: str, bare: str) -> None:
    assert above_places("沂源县")(word) == bare


def test_of_an_unnamed_county_any_county_is_taken_off() -> None:
    assert above_places("")("沂水县东里镇") == "东里镇"


def test_no_way_of_writing_the_hub_stands_twice() -> None:
    words = centre_words("沂源县", "Yiyuan", "370323")
    assert len(words) == len(set(words))
    assert {"Yiyuan", "370323", "沂源县政府"} <= set(words)


def test_the_town_of_a_county_is_called_after_the_county_alone() -> None:
    for name in ("Hoxud County, Bayingolin, Xinjiang", "Hoxud County"):
        assert town_name(name) == "town of Hoxud County"
