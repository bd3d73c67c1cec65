"""What a KPI is: it exists in scopes that have names."""

from __future__ import annotations

import math

from sim.measure.kpi import ALL, POOL, SCOPES, URBAN, Kpi
from sim.measure.registry import KPIS, name_of


def test_scopes_are_suffixes_with_names_in_both_languages() -> None:
    assert list(SCOPES)[:2] == [POOL, ALL]
    assert all(suffix == POOL or suffix.startswith(".") for suffix in SCOPES)
    assert all(zh and en for zh, en in SCOPES.values())


def test_a_kpi_is_of_the_pool_and_of_all_and_gives_nothing_where_nothing_is_unless_it_says_so() -> None:
    made = Kpi("k", "键", "key", "h", "low", "who", "what of the unfinished", "how", "in words", "J")
    assert made.scopes == (POOL, ALL, URBAN)
    assert math.isnan(made.empty)
    assert set().union(*(set(kpi.scopes) for kpi in KPIS.values())) == set(SCOPES)


def test_of_the_town_a_kpi_tells_of_outlets_and_not_of_villages() -> None:
    for key in ("at_village_mean_h", "at_village_p90_h", "within_24h"):
        assert "village" not in name_of(f"{key}.urban", "en")
        assert "村" not in name_of(f"{key}.urban", "zh")
        assert "village" in name_of(f"{key}.all", "en")
