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
