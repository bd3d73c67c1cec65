"""The plan's tables, against the plan made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sim.clock import HOUR
from sim.plan.departure import Slotted, Threshold
from sim.plan.stage import Stage
from sim.service.load.feasible import loads
from sim.service.load.load import ResourceLoad, passing
from sim.service.tables import crews_table, fleet_table, loads_table, timetable_table
from sim.words import headed
from tests.service.small_plan import expected, parameters, plan, timetable


def test_timetable_has_a_row_for_each_line_and_time() -> None:
    table = timetable_table(plan(), parameters()).set_index("line")
    assert table.index.tolist() == ["trunk", "van", "post"]
    van, post = table.loc["van"], table.loc["post"]
    assert (van["days"], van["depart"], van["return"], van["stops"]) == ("每天", "10:30", "11:30", "东村 10:54")
    assert (van["km"], van["hours"], van["runs_week"]) == (20.0, 1.0, 7.0)
    assert (post["days"], post["operator"], post["vehicle"], post["runs_week"]) == ("周一、三、五", "邮政", "摩托车", 3.0)
    english = timetable_table(plan(), parameters(), "en").set_index("line").loc["post"]
    assert (english["days"], english["leg"], english["operator"]) == ("Mon Wed Fri", "township-village", "post")


def test_what_waits_for_enough_says_so_in_place_of_a_time() -> None:
    base = plan()
    waits = replace(base.lines[1], departure=Threshold(depot=1, parcels=30, wait=90 * 60_000, start=8 * HOUR, end=17 * HOUR))
    its = plan(lines=(base.lines[0], waits, base.lines[2]))
    van = timetable_table(its, parameters()).set_index("line").loc["van"]
    assert (van["depart"], van["return"], van["stops"]) == ("08:00–17:00，满30件或等1.5小时即发", "", "东村 +00:24")
    assert timetable_table(its, parameters(), "en").set_index("line").loc["van", "depart"] == "08:00–17:00, from 30 parcels or after 1.5 h"


def test_what_has_hours_to_leave_in_says_so_whatever_it_waits_for() -> None:
    base = plan()
    slots = replace(base.lines[1], departure=Slotted(depot=1, start=8 * HOUR, end=17 * HOUR))
    its = plan(lines=(base.lines[0], slots, base.lines[2]))
    leaves = [timetable_table(its, parameters(), lang).set_index("line").loc["van", "depart"] for lang in ("zh", "en")]
    assert leaves == ["08:00–17:00之间", "between 08:00 and 17:00"]


def test_days_that_are_none_of_the_week_are_told_by_their_distance() -> None:
    market = plan(timetable=timetable({0: (range(14), ["08:30"]), 1: ([1, 6, 11], ["10:30"])}))
    table = timetable_table(market, parameters()).set_index("line")
    assert (table.loc["trunk", "days"], table.loc["van", "days"]) == ("每天", "每5天一次")


def test_planned_unloading_delays_later_arrivals() -> None:
    base = plan()
    stop = base.lines[1].stops[0]
    # 24 + 6 min to and at each stop, 24 min back, and 20 min of unloading in the planned round
    long = replace(base.lines[1], stops=(stop, replace(stop, place=3)), planned=(24 * 3 + 6 * 2 + 20) * 60_000)
    table = timetable_table(plan(lines=(base.lines[0], long, base.lines[2])), parameters()).set_index("line")
    assert table.loc["van", "stops"] == "东村 10:54; 西村 11:34"


def test_fleet_counts_own_vehicles_and_those_of_hosts_in_use() -> None:
    table = fleet_table(plan(), parameters())
    assert table[["base", "owner", "vehicle", "count", "lines"]].to_numpy().tolist() == [
        ["县中心", "自有", "厢货", 1, 1],
        ["镇中心", "自有", "面包车", 1, 1],
        ["镇中心", "承运方", "摩托车", 1, 1],
    ]
    assert table["runs_day"].tolist() == [1.0, 1.0, pytest.approx(6 / 14, abs=0.01)]
    assert table["km_day"].tolist() == [40.0, 20.0, pytest.approx(20 * 6 / 14, abs=0.1)]


def test_a_host_needs_as_many_vehicles_as_it_has_runs_at_once() -> None:
    base = plan()
    for vehicles, planned in ((1, 60), (2, 61)):
        post = replace(base.lines[2], planned=planned * 60_000)
        later = replace(post, key="post2")
        both = replace(base, lines=(*base.lines[:2], post, later), timetable=timetable({2: ([0], ["09:00"]), 3: ([0], ["10:00"])}))
        assert fleet_table(both, parameters())["count"].tolist()[-1] == vehicles


def test_a_depot_without_runs_is_still_in_the_fleet() -> None:
    base = plan()
    table = fleet_table(replace(base, depots=(*base.depots, replace(base.depots[1], key="g2", count=3))), parameters())
    assert table[["count", "runs_day"]].to_numpy().tolist()[2] == [3.0, 0.0]


def test_crews_give_hours_a_week() -> None:
    table = crews_table(plan(), parameters())
    assert table[["place", "stage", "days", "start", "end", "crew", "hours_week"]].to_numpy().tolist() == [
        ["县中心", "分拣", "每天", "05:30", "08:30", 1, 21.0],
        ["镇中心", "分拣", "每天", "09:00", "12:00", 1, 21.0],
    ]


def test_a_crew_of_several_stages_is_listed_and_loaded_once() -> None:
    """Whoever unloads (1 min a parcel) sorts too (1 min a parcel): the load is that of both, in the hours of one."""
    base = plan()
    crew = base.handlings[0].stages[0].crew
    both = tuple(Stage(name=name, work=36_000, crew=crew) for name in ("unload", "sort"))
    one = replace(base, handlings=(replace(base.handlings[0], stages=both), *base.handlings[1:]))
    table = crews_table(one, parameters(), "en")
    assert table[["place", "stage", "crew", "hours_week"]].to_numpy().tolist()[0] == ["县中心", "unload + sort", 1, 21.0]
    assert len(table) == len(crews_table(base, parameters()))
    weeks = ([x for x in loads(of, expected(), parameters()) if x.kind == "stage_week"] for of in (base, one))
    for as_before, together in zip(*weeks, strict=True):
        assert (together.rho, together.key) == (pytest.approx(as_before.rho), as_before.key)


def test_loads_table_is_in_words_and_heaviest_first() -> None:
    table = loads_table(loads(plan(), expected(), parameters()))
    assert table["rho"].is_monotonic_decreasing
    assert set(table["state"]) <= {"正常", "偏紧", "积压", "超负荷"}


def test_what_never_clears_stands_before_what_waits_however_heavy() -> None:
    rho = {"ok": 0.5, "piled": 8.98, "tight": 1.4, "overloaded": 1.01}
    found = [ResourceLoad("line_departure", state, state, load, 1.0, load, state, "县中心", "parcels") for state, load in rho.items()]
    assert [passing(load) for load in (0.9, 1.4, 8.98)] == ["ok", "tight", "piled"]
    assert loads_table(found)["state"].tolist() == ["超负荷", "积压", "偏紧", "正常"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_column_has_a_head_of_its_own(lang: str) -> None:
    tables = (
        timetable_table(plan(), parameters(), lang),
        fleet_table(plan(), parameters(), lang),
        crews_table(plan(), parameters(), lang),
        loads_table(loads(plan(), expected(), parameters()), lang),
    )
    for table in tables:
        heads = list(headed(table, lang).columns)
        assert len(set(heads)) == len(heads)
        if lang == "zh":
            assert all(any("一" <= c <= "鿿" for c in head) for head in heads), heads
