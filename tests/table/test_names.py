"""Names: exactly first, forgiving only where one is found."""

from __future__ import annotations

import time

import pytest

from sim.county.called import above_places
from sim.table.names import Names

TOWNSHIPS = ("东里镇", "城关街道", "农场（一分场）", "农场（二分场）", "阿瓦提乡", "阿瓦提镇", "西乡")
VILLAGES = (
    ("上河村", 0), ("小（氵甸）村", 0), ("小村", 0), ("新村（东）", 0), ("新村（西）", 0), ("1-2连", 1), ("12连", 1), ("王家村", 2), ("王家村", 3), ("布尔嘎查", 4), ("李家社区", 4), ("Upper River", 6), ("大沟村（原）", 6),
)  # fmt: skip


@pytest.fixture(scope="module")
def townships() -> Names:
    names = Names()
    for i, name in enumerate(TOWNSHIPS):
        names.add(i, f"T{i}", name)
    return names


@pytest.fixture(scope="module")
def villages(townships: Names) -> Names:
    names = Names(townships)
    for i, (name, home) in enumerate(VILLAGES):
        names.add(i, f"{i:012d}", name, parents=[home])
    return names


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("东里镇", [0]), ("T0", [0]), ("t0", [0]), ("東里鎮", [0]), ("东里", [0]), ("东里镇人民政府", [0]), ("东里街道办事处", [0]), (" 东 里 镇 ", [0]), ("东里鎮政府", [0]),
        ("城关", [1]), ("城关街道办", [1]), ("城关镇", [1]), ("农场（一分场）", [2]), ("农场(二分场)", [3]), ("农场【一分场】", [2]), ("农场", [2, 3]), ("阿瓦提镇", [5]),
        ("阿瓦提", [4, 5]), ("西乡", [6]), ("西镇", []), ("西", [6]), ("北镇", []), ("", []), ("镇", []),
    ],
)  # fmt: skip
def test_townships(word: str, found: list[int], townships: Names) -> None:
    assert townships.find(word) == found


@pytest.mark.parametrize(
    ("word", "under", "found"),
    [
        ("上河村", "", [0]), ("上河", "", [0]), ("上河村委会", "", [0]), ("上河村民委员会", "东里", [0]), ("上 河 村", "", [0]), ("上河行政村", "", [0]), ("000000000000", "", [0]),
        ("小（氵甸）村", "", [1]), ("小(氵甸)村", "", [1]), ("小村", "", [2]), ("新村（西）", "", [4]), ("新村", "", [3, 4]), ("新村（南）", "", []), ("1-2连", "", [5]), ("12连", "", [6]),
        ("1-2 连", "城关", [5]), ("王家村", "", [7, 8]), ("王家村", "农场（二分场）", [8]), ("农场（一分场）/王家村", "", [7]), ("农场（一分场）／王家村", "", [7]), ("某县/东里镇/上河村", "", [0]),
        ("东里镇上河村", "", [0]), ("東里鎮上河村委會", "", [0]), ("东里/上河", "", [0]), ("布尔村", "", [9]), ("布尔", "", [9]), ("李家村", "", []), ("李家居委会", "", [10]),
        ("UPPER  RIVER", "", [11]), ("UpperRiver", "", [11]), ("大沟村", "", [12]), ("上河村", "西乡", []), ("北河村", "", []),
    ],
)  # fmt: skip
def test_villages(word: str, under: str, found: list[int], villages: Names) -> None:
    assert villages.find(word, under) == found


@pytest.mark.parametrize(
    ("word", "under", "found"),
    [
        ("试验县北坡村", "", [0]), ("试验县东镇北坡村", "", [0]), ("北坡", "试验县东镇", [0]), ("某省某市试验县东镇/北坡村", "", [0]), ("试验县/东镇/北坡村", "", [0]), ("某市试验北坡村", "", []),
        ("别县北坡村", "", []), ("南坡村", "", [1]), ("试验县南坡村", "", [1]), ("南坡", "东镇", []), ("试验县村", "", [2]),
    ],
)  # fmt: skip
def test_the_county_before_a_name(word: str, under: str, found: list[int]) -> None:
    above = above_places("试验县")
    towns = Names(above=above)
    towns.add(0, "T", "东镇")
    names = Names(towns, above)
    for i, name in enumerate(("北坡村", "试验县南坡村", "试验县村")):
        names.add(i, f"V{i}", name, parents=[0])
    assert names.find(word, under) == found


@pytest.mark.parametrize(("county", "bare"), [("试验县", "东镇"), ("试验", "东镇"), ("", "东镇"), ("Test", "东镇"), ("别县", "试验县东镇")])
def test_which_county_is_taken_off(county: str, bare: str) -> None:
    assert above_places(county)("试验县东镇") == bare
    assert above_places(county)("东镇") == "东镇"


def test_what_is_left_out_is_known_and_found_nowhere(townships: Names) -> None:
    names = Names(townships)
    names.refuse("康源社区居委会", "东里镇/康源社区居委会")
    assert names.refused("康源社区")
    assert names.refused("康源社区居民委员会", "东里镇")
    assert names.find("康源社区") == []


def test_thousands_of_unknown_words_take_no_time(villages: Names) -> None:
    start = time.process_time()
    for i in range(5_000):
        assert villages.find(f"没有{i}村", "东里镇") == []
    assert time.process_time() - start < 4  # measured: 0.6 s
