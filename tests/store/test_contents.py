"""Files by their contents."""

from __future__ import annotations

from pathlib import Path

from sim.county.spec import CountySpec
from sim.parameters import Parameters
from sim.store.contents import contents, files_of


def test_a_county_is_its_own_tables_or_the_shipped_ones(tmp_path: Path) -> None:
    for name in ("counties.csv", "hangjin/villages.csv", "hangjin/deep/roads.csv", "yicheng/villages.csv", "own.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    shipped = files_of(CountySpec(slug="hangjin"), Parameters(), tmp_path, None)
    assert [f.name for f in shipped] == ["counties.csv", "roads.csv", "villages.csv"]
    own = CountySpec(slug="own", source=str(tmp_path / "own.csv"))
    assert [f.name for f in files_of(own, Parameters(), tmp_path, str(tmp_path / "counties.csv"))] == ["own.csv", "counties.csv"]


def test_where_a_file_stands_does_not_matter_and_what_is_in_it_does(tmp_path: Path) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b" / "a.csv"
    two.parent.mkdir()
    for file in (one, two):
        file.write_text("x", encoding="utf-8")
    assert contents([one]) == contents([two])
    two.write_text("yy", encoding="utf-8")
    assert contents([one]) != contents([two])
