"""Short names of parameters: every one with a range has its own, in both languages."""

from __future__ import annotations

import pytest

from sim.parameters.names import NAMES, Unit, name_of, unit_of
from sim.parameters.quantity import registry
from sim.parameters.tree import Parameters

P = Parameters.model_validate({"schedule": {"village": {"groups": {"north": {"townships": ["T1"]}}}}, "host": {"bus": {"timetables": {"north": {"townships": ["T1"]}}}}, "disruption": {"away": {"wang": {"weekdays": [2]}}}})
"""The parameters, with a group of villages of its own schedule, and somebody who is away."""
EVERY = registry(P)
RANGED = [q for q in EVERY if q.low is not None]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_two_parameters_of_a_range_go_by_one_name(lang: str) -> None:
    names = [name_of(q.key, P, lang) for q in RANGED]
    assert not [(q.key, name) for q, name in zip(RANGED, names, strict=True) if name == q.key or "{" in name or not name]
    assert sorted({n for n in names if names.count(n) > 1}) == []


def test_a_pattern_says_which_vehicle_host_or_brand() -> None:
    assert P.vehicles["truck"].name_zh in name_of("vehicles.truck.kg", P)
    assert P.host["bus"].name_en in name_of("host.bus.free_parcels", P, "en")
    assert P.demand.brands["zto"].name_en in name_of("demand.brands.zto.share", P, "en")


def test_a_key_without_a_name_stays_and_an_own_entry_goes_by_its_key() -> None:
    assert name_of("no.such.key", P) == "no.such.key"
    assert "drone" in name_of("vehicles.drone.kg", P)


def test_every_name_is_of_a_parameter() -> None:
    def fits(pattern: str) -> bool:
        parts = pattern.split(".")
        return any(len(parts) == len(words := q.key.split(".")) and all(p in ("*", w) for p, w in zip(parts, words, strict=True)) for q in EVERY)

    assert [pattern for pattern in NAMES if not fits(pattern)] == []


@pytest.mark.parametrize(("unit", "zh", "en"), [("-", "", ""), ("yuan/km", "元/公里", "yuan/km"), ("h", "小时", "h"), ("furlong", "furlong", "furlong")])
def test_units_are_said(unit: str, zh: str, en: str) -> None:
    assert (unit_of(unit), unit_of(unit, "en"), Unit(unit).text("zh"), Unit(unit).text("en")) == (zh, en, zh, en)


def test_a_subsidy_is_called_as_the_plan_words_it() -> None:
    p = Parameters.model_validate({"subsidy": {"row2": {"yuan": 500, "name_zh": "村级岗位", "name_en": "village post"}, "mine": {"yuan": 1}}})
    assert name_of("subsidy.row2.yuan", p) == "补贴“村级岗位”金额"
    assert name_of("subsidy.row2.payee", p, "en") == "subsidy village post: payee"
    assert name_of("subsidy.mine.yuan", p) == "补贴“mine”金额"
