"""The registry of KPIs: each once, in every scope that it has, with a name and a range."""

from __future__ import annotations

import math

import pytest

from sim.measure.kpi import ALL, OUTLAYS, POOL, SCOPES
from sim.measure.registry import ENDS, KPIS, keys, kpi_of, name_of, shape_of
from sim.words import unit_text


def test_every_key_leads_back_to_its_kpi() -> None:
    assert len(keys()) == len(set(keys()))
    for key in keys():
        assert kpi_of(key) is KPIS[key.partition(".")[0]]


@pytest.mark.parametrize("key", ["no_such", "within_24h.nowhere", "cost_system_parcel.wave9", ""])
def test_what_is_no_kpi_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        kpi_of(key)


def test_names_of_scopes_differ_and_stand_in_brackets() -> None:
    for lang in ("zh", "en"):
        names = [name_of(key, lang) for key in keys()]
        assert len(names) == len(set(names))
    assert name_of("within_24h" + POOL) == KPIS["within_24h"].name_zh
    assert name_of("within_24h" + ALL, "en").endswith(f"({SCOPES[ALL][1]})")


def test_what_has_an_end_has_its_range() -> None:
    for key in keys():
        shape = shape_of(key)
        least = -math.inf if kpi_of(key).key in OUTLAYS else 0
        assert (shape.low, shape.high) == ENDS.get(kpi_of(key).unit, (least, math.inf))
    assert (shape_of("within_24h").low, shape_of("within_24h").high) == (0, 1)


def test_better_is_high_low_or_neither() -> None:
    assert {k.better for k in KPIS.values()} == {"high", "low", "none"}
    assert all(k.source for k in KPIS.values())


def test_a_unit_is_said_in_chinese() -> None:
    latin = {kpi.unit for kpi in KPIS.values() if unit_text(kpi.unit).isascii()} - {"share"}
    assert not latin, "give it a word in AMOUNTS of sim/words/amounts.py"
