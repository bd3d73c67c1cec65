"""What places have: as given, else as planned."""

from __future__ import annotations

from dataclasses import replace

from sim.policy.case import PlanCase
from sim.policy.inventory import GIVEN, PLANNED, UNKNOWN, Inventory, Stock, people
from tests.policy.plan_made import plan_case


def inventory(case: PlanCase) -> Inventory:
    return Inventory(case, case.scenarios[0], case.measures["joint"])


def test_people_of_the_pool_are_counted() -> None:
    assert people(plan_case().scenarios[0].plan)[0] > 0


def test_what_a_table_gives_goes_before_what_is_planned() -> None:
    case = plan_case()
    hub = next(inventory(case).sites("hub"))
    assert inventory(case).stock(hub, "hub_brands") == Stock(2.0, PLANNED)
    assert inventory(case).stock(hub, "hub_m2").source == UNKNOWN
    told = replace(case.county, facilities={hub.code: {"hub_brands": 5.0}})
    given = replace(case, prepared=replace(case.prepared, county=told))
    assert inventory(given).stock(hub, "hub_brands") == Stock(5.0, GIVEN)


def test_villages_have_somebody_where_the_pool_hands_over() -> None:
    made = inventory(plan_case())
    sites = list(made.sites("village"))
    assert len(sites) == len(made.case.county.points)
    for site in sites:
        served = made.found[0].villages["brands_to_village"][site.number] > 0
        assert made.stock(site, "person") == Stock(float(served), PLANNED)
        assert made.stock(site, "sign").source == UNKNOWN
    assert {s.name for s in made.sites("township")} == {t.name for t in made.case.county.townships}
