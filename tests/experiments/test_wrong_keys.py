"""Wrong values of keys on a sound config: each is told once, by its key, in both languages, whatever else is right."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from experiments.settings.compose import configs, files
from experiments.settings.config import Config
from experiments.settings.over import over
from sim.problems import InputError

TWICE: dict[str, Any] = {
    "host.post.brands": ["post", "post"], "fleet.village.allowed": ["minivan", "minivan"], "subsidy.post.point_types": ["shop", "shop"],
    "investment.station.point_types": ["shop", "shop"], "disruption.closures.village.townships": ["a", "a"], "disruption.closures.village.dates": ["2026-03-10", "2026-03-10"],
    "host.bus.cancelled_weekdays": [1, 1], "host.bus.cancelled_dates": ["2026-03-10", "2026-03-10"], "assignment.pools": {"joint": ["zto", "zto"]},
    "assignment.backstop": ["postal_courier", "postal_courier"], "demand.without": ["sf", "sf"], "mode.first_brands": ["post", "post"],
    "demand.outbound.products.apples.villages": ["a", "a"], "mode.hub": {"stages": ["unload", "unload"], "crew": "hub"},
}  # fmt: skip
"""Lists in which something stands twice."""


@cache
def sound() -> Config:
    _, jobs = configs(["county=hoxud"], "check", None, files(None))
    return next(jobs)


def told(values: dict[str, Any]) -> list[str]:
    """What is said of keys set on a sound config, in English; in Chinese it has no English words but keys and what stands there."""
    with pytest.raises(InputError) as error:
        over(sound(), values)
    for problem in error.value.problems:
        assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{3,}", re.sub(r"“[^”]*”", "", problem.text("zh"))), problem.text("zh")
    return [problem.text("en") for problem in error.value.problems]


@pytest.mark.parametrize("key", TWICE)
def test_what_stands_twice_in_a_list_is_told(key: str) -> None:
    (text,) = told({key: TWICE[key]})
    assert key in text
    assert "each once" in text


MODES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a brand that pays no fee": ({"mode.prices": [{"payer": "operator", "payee": "keeper", "tariff": "commission_yuan", "free_brands": ["ztoo"]}]}, ["mode.prices.0.free_brands"]),
    "brands loaded first": ({"mode.first_brands": ["ztoo"]}, ["mode.first_brands"]),
    "a fee twice": ({"mode.prices": [{"payer": "operator", "payee": "keeper", "name": "a", "yuan": 1}, {"payer": "operator", "payee": "keeper", "name": "a", "yuan": 2}]}, ["mode.prices"]),
    "a fee that a tariff has": ({"mode.prices": [{"payer": "operator", "payee": "keeper", "tariff": "commission_yuan"}, {"payer": "operator", "payee": "keeper", "name": "commission", "yuan": 2}]}, ["mode.prices"]),
    "a partner": ({"mode.partner": "courier_curier"}, ["mode.partner"]),
    "a host": ({"mode.hub": {"stages": ["unload", "sort"], "crew": "hub", "by": "taxi"}}, ["mode.hub.by"]),
    "many things of one fee": (
        {"mode.prices": [{"payer": "operator", "payee": "keper", "tariff": "commision_yuan", "per": "month"}]}, ["mode.prices.0.payee", "mode.prices.0.tariff", "mode.prices.0.of"],
    ),
    "many things of a mode": (
        {"mode.point": "kiosk", "mode.first_brands": ["ztoo"], "mode.handover": "township", "mode.apart": True, "horizon.measured_days": 8},
        ["mode.legs", "mode.apart", "horizon.measured_days", "mode.point", "mode.first_brands"],
    ),
}  # fmt: skip
"""Words of modes, and the places that are told."""


@pytest.mark.parametrize("name", MODES)
def test_all_that_is_wrong_with_a_mode_is_told_at_once(name: str) -> None:
    values, places = MODES[name]
    texts = told(values)
    assert len(texts) == len(places)
    assert all(any(f" {place}: " in text for text in texts) for place in places)


WRONG: dict[str, Any] = {
    "host.bus.cancelled_weekdays": [0, 8], "host.bus.cancelled_dates": ["2020-03-10"], "host.bus.timetables": {"a": {"townships": ["x"], "depart": ["9:00", "08:00"]}},
    "host.coop.load_by_month": [1] * 11, "host.bus.feed_near_km": 0, "host.bus.feed_space": "s.csv", "host.post.brands": ["psot"],
    "resident.markets": {"x": {"weekdays": [9]}}, "demand.calendar": ["double1"], "demand.without": ["ztoo"], "demand.weekday": [1, 1, 1], "demand.outbound.replay": True,
    "disruption.closures.village.dates": ["2026-02-30"], "disruption.closures.village.first": "13-01", "disruption.closures.village.share": 1.5, "disruption.away": {"a": {"weekdays": [8]}},
    "disruption.lost_share": -0.1, "subsidy.post.payee": "brand:ztoo", "subsidy.post.every": "onse", "subsidy.post.point_types": ["kiosk"],
    "investment.station.payer": "host:taxi", "investment.station.years": 0, "handling.screened_share": 1.2, "handling.screen_per_h": 0,
    "schedule.threshold.end": "05:00", "schedule.village.leaves": "treshold", "points.locker.medium_l": 1, "points.types.shop.lockers": -1, "points.types.shop.hours": [["20:00", "08:00"]],
    "points.types.shop.attended": [[1, "09:00"]], "towns.point": "kiosk", "towns.outlets_10k": 0, "vehicles.minivan.range_km": 0, "horizon.start_date": "2026-13-01",
    "assignment.pools": {"joint": ["zto", "ztoo"]}, "assignment.backstop": ["walking"], "assignment.rules": [{"mode": "postal_courier", "from_km": 20, "below_km": 10}],
    "precision.kpis": ["xx"], "sensitivity.method": "moris", "mode_map.along": "road", "robustness.points": -1, "chart.dpi": 3, "cost.discount_rate": -1,
    "shape": "bst", "objective": "systm", "modes": ["courier_curier"], "replications": 0, "workers": 0, "trace": [99],
}  # fmt: skip
"""A wrong value of a key each."""


@pytest.mark.parametrize("key", WRONG)
def test_a_wrong_value_is_told_once_by_its_key(key: str) -> None:
    (text,) = told({key: WRONG[key]})
    assert key in text


def test_all_wrong_values_are_told_at_once() -> None:
    apart = {key: value for key, value in WRONG.items() if key not in ("horizon.start_date", "horizon.measured_days")}
    texts = "\n".join(told(apart))
    assert [key for key in apart if key not in texts] == []


@pytest.mark.parametrize("key", ["vehicles.minivan.name_zh", "chart.map_approval", "mode.name_en"])
def test_a_control_character_is_told_by_its_key(key: str) -> None:
    (text,) = told({key: "a\x07b"})
    assert key.rpartition(".")[2] in text
    assert "control character U+0007" in text
