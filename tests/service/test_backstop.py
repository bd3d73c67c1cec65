"""Villages that their mode does not reach are served by the next that does."""

from __future__ import annotations

from sim.demand.expected import expected
from sim.plan.plan import ServicePlan
from sim.service.assignment.assignment import Assignment
from sim.service.backstop import off_every_line
from sim.service.build import build_plan
from tests.service.assignment.test_choices_table import rows
from tests.service.load.test_reach import FAR, far_out, handed_out_in
from tests.service.small_county import CACHE, POOL, modes, parameters


def far(mode: str, *backstop: str) -> ServicePlan:
    """The small county with a village too far for every round of our own."""
    where, p = far_out(250.0), parameters(fleet__route_iterations=20, fleet__sizing="existing")
    return build_plan(where, p, modes(), Assignment(mode=mode, pools={"joint": POOL}, backstop=backstop), expected(where, p), CACHE)


def test_a_backstop_serves_whom_the_mode_does_not_reach() -> None:
    plan = far("courier_courier", "courier_direct", "postal_courier")
    assert handed_out_in(plan, "zto", FAR) == (False, "postal_courier")
    assert rows(plan)[FAR] == (
        "postal_courier", "rest+backstop", "one mode for every village; not reached by joint delivery by couriers, joint delivery straight from the hub",
    )  # fmt: skip
    assert not plan.aside
    assert [note.told.key for note in plan.notes if note.about == "pool:joint"] == ["plannote.backstop"]
    assert {row[0] for code, row in rows(plan).items() if code != FAR} == {"courier_courier"}


def test_after_the_last_backstop_each_brand_works_alone() -> None:
    plan = far("courier_courier", "courier_direct")
    assert handed_out_in(plan, "zto", FAR) == (True, "township_pickup")
    assert rows(plan)[FAR][:2] == ("alone", "rest+backstop")
    assert [plan.villages[a.village] for a in plan.aside] == [FAR]


def test_a_village_that_no_line_comes_to_is_told_while_a_backstop_is_left() -> None:
    plan = far("courier_courier")
    plan.way[:] = -1
    told = set(off_every_line(plan, ("postal_courier",)))
    assert {mode for _, _, mode in told} == {"courier_courier"}
    assert FAR not in {plan.villages[v] for _, v, _ in told}, "it is served by each brand alone"
    assert not set(off_every_line(plan, ()))
