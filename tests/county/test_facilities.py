"""What places have is read from their tables and written back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sim.county.facilities import COLUMNS, VILLAGE, cells
from sim.county.load import load_county
from sim.county.rows import tables_of
from sim.county.spec import CountySpec
from sim.county.workbook import write_county
from sim.problems import InputError

VILLAGES = "村名,乡镇,有人员,有标识\n甲村,东镇,有,无\n乙村,东镇,yes,\n"
TOWNSHIPS = "乡镇,站点面积,封闭车厢\n东镇,120,√\n"
COUNTY = "县名,中心人员\n某县,12\n"


def county_of(folder: Path, villages: str = VILLAGES) -> CountySpec:
    for name, text in (("villages", villages), ("townships", TOWNSHIPS), ("county", COUNTY)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return CountySpec(slug="own", source=str(folder))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_they_are_read_and_come_back(tmp_path: Path, lang: str) -> None:
    (tmp_path / "in").mkdir()
    county = load_county(county_of(tmp_path / "in"), tmp_path)
    first, second = (county.facilities[v.code] for v in county.villages)
    assert (first, second) == ({"person": 1, "sign": 0}, {"person": 1})
    assert county.facilities["东镇"] == {"m2": 120, "closed_vehicles": 1}
    assert county.facilities[county.hub.code] == {"hub_staff": 12}
    write_county(county, tmp_path / "out", lang)
    again = load_county(CountySpec(slug="own", source=str(tmp_path / "out")), tmp_path)
    assert again.facilities == county.facilities
    assert tables_of(county, lang=lang)["villages"][0]["sign"] == {"zh": "无", "en": "no"}[lang]


def test_a_word_that_is_neither_yes_nor_no_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(InputError) as fault:
        load_county(county_of(tmp_path, VILLAGES.replace("yes", "或许")), tmp_path)
    assert [p.found for p in fault.value.problems] == ["或许"]


def test_what_nobody_says_is_no_cell() -> None:
    assert cells({}, VILLAGE, "zh") == {}
    assert len({c.key for of in COLUMNS.values() for c in of}) == sum(map(len, COLUMNS.values()))
