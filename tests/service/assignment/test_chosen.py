"""Which mode a village gets, from what, and what serves it where that mode does not reach it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.service.assignment.chosen import Chooser
from sim.service.assignment.traits import Traits
from tests.service.assignment.test_choices_table import rows
from tests.service.load.test_reach import handed_out_in
from tests.service.small_county import build, county


def test_the_table_wins_over_townships_and_these_over_rules() -> None:
    chooser = Chooser(table={0: "a"}, townships=["b", None], rules=(), rest="c", backstop=("d",))
    first, second, *_, last = chooser.choose("joint", Traits(county(), np.zeros(12)), {("joint", 1, "b")})
    assert [(c.mode, c.rule, c.missed) for c in (first, second, last)] == [("a", "table", ()), ("d", "township", ("b",)), ("c", "rest", ())]


def test_the_table_says_which_rule_gave_each_mode_and_parcels_ride_in_it() -> None:
    rules: Any = [{"mode": "postal_courier", "from_population": 1300}, {"mode": "transport_courier", "on_line": "transport_courier"}]
    plan = build("courier_courier", rules=rules)
    told = rows(plan)
    people = {v.code: v.population for v in county().villages}
    assert {code for code, row in told.items() if row[1] == "rule.1"} == {code for code, n in people.items() if n >= 1300}
    assert {row[:2] for row in told.values()} == {("postal_courier", "rule.1"), ("transport_courier", "rule.2"), ("courier_courier", "rest")}
    assert {row[2] for row in told.values()} == {"of 1300 people or more", "on the host's lines of delivery by rural bus", "one of the others"}
    assert all(handed_out_in(plan, "zto", code)[1] == row[0] for code, row in told.items())
    assert {row[1:] for row in rows(build("courier_courier")).values()} == {("rest", "one mode for every village")}
    alone = build("township_pickup")
    assert {row[0] for row in rows(alone).values()} == {"alone"}


def test_rules_that_give_nobody_a_mode_are_noted() -> None:
    rules: Any = [{"mode": "postal_courier", "from_population": 9000}, {"mode": "postal_courier", "from_population": 1300}, {"mode": "courier_direct", "from_population": 1400}]
    told = {note.about: note.told.key for note in build("courier_courier", rules=rules).notes if note.about.startswith("assignment.rules")}
    assert told == {"assignment.rules.0": "plannote.rule_idle", "assignment.rules.2": "plannote.rule_taken"}


def test_host_lines_are_those_that_the_plan_has() -> None:
    plan = build("transport_courier")
    stops = {plan.places[s.place].code for line in plan.lines if line.hosted and line.leg == "direct" for s in line.stops}
    asked = build("courier_courier", rules=[{"mode": "postal_courier", "on_line": "transport_courier"}])
    on = {code for code, row in rows(asked).items() if row[1] == "rule.1"}
    where = county()
    assert {v.code for v in where.villages if v.point >= 0 and where.points[v.point].code in stops} <= on
