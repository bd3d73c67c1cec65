"""What the tables leave open is None, and never something made up."""

from __future__ import annotations

from sim.county.given import GivenCounty
from tests.county.givens import given, township, village


def test_a_county_without_a_table_of_its_own_says_nothing() -> None:
    c = GivenCounty()
    assert [c.area_km2, c.rural_population, c.household_size, c.position, c.circuity, c.point_km] == [None] * 6
    assert c.name == c.code == ""


def test_of_places_alone_nothing_else_is_known() -> None:
    whole = given((township("东镇"),), (village("甲村"),))
    assert (whole.left_out, whole.others, whole.towns, whole.remarks, whole.stations, whole.made_codes) == ((), (), (), (), 0, 0)
    assert whole.villages[0].position is None
