"""A hub that nobody placed stands at the township that is the county seat, and says so."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

import conf
from sim.chart.base_map import map_note
from sim.county.county import County
from sim.county.load import load_county, read_county
from sim.county.seat import Town, guesses
from sim.county.settle import settle
from sim.county.spec import CIRCUITY, CountySpec
from sim.problems import InputError, said

CONF = Path(conf.__file__).parent
SLUGS = sorted(p.stem for p in (CONF / "county").glob("*.yaml") if p.stem not in ("own", "stylised"))
HERE = (118.0, 36.0)
WEST, EAST = (118.05, 36.15), (118.35, 36.15)


def town(name: str, **facts: object) -> Town:
    return replace(Town(name, "", "", HERE, 0, 0), **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("county", "towns", "seat", "rule"),
    [
        ("试验县", [town("东镇", residents=9000), town("试验镇"), town("试验乡")], "试验镇", "name"),
        ("试验", [town("东镇"), town("试验镇")], "试验镇", "name"),
        ("试验县", [town("东镇"), town("城关镇"), town("西城街道")], "城关镇", "name"),
        ("试验县", [town("东镇"), town("城关乡")], "城关乡", "name"),
        ("大山瑶族自治县", [town("东镇"), town("大山镇")], "大山镇", "name"),
        ("试验县", [town("东镇", communities=4), town("北街街道"), town("南街街道办事处", communities=3)], "南街街道办事处", "kind"),
        ("试验县", [town("东镇"), town("新城", kind="subdistrict")], "新城", "kind"),
        ("试验县", [town("东镇", communities=1), town("西镇", communities=9), town("南镇", communities=3)], "西镇", "communities"),
        ("试验县", [town("东镇", code="370000101"), town("西镇", code="370000100")], "西镇", "code"),
        ("试验县", [town("东镇", residents=900), town("西乡", residents=4000)], "西乡", "residents"),
        ("试验县", [town("西乡"), town("东镇"), town("北镇")], "东镇", "order"),
        ("试验县", [town("城关镇", position=None), town("北镇", code="370000100")], "北镇", "code"),
        ("试验县", [town("城关镇", position=None), town("北镇", residents=4000)], "城关镇", "name"),
    ],
)
def test_the_rules_in_their_order(county: str, towns: list[Town], seat: str, rule: str) -> None:
    first = guesses(county, towns)[0]
    assert (first.town.name, first.rule) == (seat, rule)


def test_of_equals_the_first_listed_and_rules_that_disagree_are_all_named() -> None:
    towns = [town("城关镇"), town("北街街道"), town("南街街道"), town("东镇", communities=8)]
    assert [g.town.name for g in guesses("试验县", towns)] == ["城关镇", "北街街道", "东镇"]
    assert guesses("试验县", [town("西乡"), town("北乡")]) == []


def own(folder: Path, county: str = "县名\n试验县\n", townships: str | None = None, **keys: object) -> County:
    folder.mkdir(exist_ok=True)
    (folder / "villages.csv").write_text("村名,乡镇,经度,纬度\n甲村,西乡,118.04,36.15\n乙村,西乡,118.06,36.15\n丙村,城关镇,118.34,36.15\n丁村,城关镇,118.36,36.15\n", encoding="utf-8")
    (folder / "county.csv").write_text(county, encoding="utf-8")
    if townships:
        (folder / "townships.csv").write_text(townships, encoding="utf-8")
    return load_county(CountySpec(slug="own", source=str(folder), **keys), Path("none"))  # type: ignore[arg-type]


def test_the_hub_stands_amid_the_villages_of_the_seat_and_says_so(tmp_path: Path) -> None:
    c = own(tmp_path)
    assert (c.hub.lon, c.hub.lat) == (pytest.approx(EAST[0]), pytest.approx(EAST[1]))
    assert c.assumed_hub is not None
    assert c.assumed_hub.at_seat
    note = next(n for n in c.notes if str(n.what) == "hub position")
    assert note.status == "assumed"
    assert "城关镇" in str(note.source)
    assert "城关镇" in said(note.source, "zh")
    assert not any(word.isascii() and word.isalpha() for word in said(note.source, "zh").split())
    assert "县级中心（假定在城关镇）" in map_note(c, "zh")
    assert "城关镇" in map_note(c, "en")


def test_a_given_hub_stays_and_a_named_seat_holds(tmp_path: Path) -> None:
    c = own(tmp_path, "县名,经度,纬度\n试验县,118.2,36.1\n")
    assert (c.hub.lon, c.assumed_hub) == (118.2, None)
    assert own(tmp_path, seat="西乡").hub.lon == pytest.approx(WEST[0])


def test_a_seat_that_no_table_locates_is_where_the_hub_is(tmp_path: Path) -> None:
    (tmp_path / "villages.csv").write_text("村名,乡镇,经度,纬度\n甲村,西乡,118.04,36.15\n丙村,城关镇,,\n", encoding="utf-8")
    c = load_county(CountySpec(slug="own", source=str(tmp_path)), Path("none"))
    seat = next(t for t in c.townships if t.name == "城关镇")
    assert (seat.x_km, seat.y_km) == (0.0, 0.0)
    assert c.assumed_hub is not None
    assert not c.assumed_hub.at_seat


@pytest.mark.parametrize(("county", "seat", "code"), [("县名\n试验县\n", "城观镇", "county.unknown_seat"), ("县名,经度,纬度\n试验县,118.2,36.1\n", "西乡", "county.seat_not_used")])
def test_a_seat_that_means_nothing_is_refused(tmp_path: Path, county: str, seat: str, code: str) -> None:
    with pytest.raises(InputError) as error:
        own(tmp_path, county, seat=seat)
    assert [(p.code, p.where) for p in error.value.problems] == [(code, "county.seat")]


@pytest.mark.parametrize("slug", SLUGS)
def test_of_the_shipped_counties_the_rules_find_the_seat_within_six_km_of_road(slug: str) -> None:
    """With the hub's position taken away; the middle of the boundary, which stood for it before, is 9 to 152 km off."""
    spec = CountySpec(**yaml.safe_load((CONF / "county" / f"{slug}.yaml").read_text(encoding="utf-8")))
    given = read_county(spec, CONF / "county_data", [])
    assert given is not None
    assert given.county.position is not None
    lon, lat = given.county.position
    c = settle(replace(given, county=replace(given.county, position=None)), spec, {})
    assert c.assumed_hub is not None
    assert c.assumed_hub.at_seat
    straight = 111.195 * math.hypot((c.hub.lon - lon) * math.cos(math.radians(lat)), c.hub.lat - lat)
    assert straight * (spec.circuity or CIRCUITY[spec.terrain]) < 6.0
