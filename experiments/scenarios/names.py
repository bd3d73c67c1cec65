"""What people call places, and what asks for more than it has, in words."""

from __future__ import annotations

from typing import Any

from experiments.scenarios.prepare import Prepared, Scenario
from sim.county.county import County
from sim.words import say, word


def place_names(county: County, lang: str) -> dict[str, str]:
    """Names of places in the reader's language by their Chinese ones; a hub that is only called like its county is the hub."""
    hub = {county.hub.name: word("hub", lang) if county.hub.name == county.name else (county.hub.name if lang == "zh" else county.hub.pinyin)}
    if lang == "zh":
        return hub
    return {v.name: v.pinyin or v.name for v in county.villages} | {t.name: t.pinyin or t.name for t in county.townships} | hub


def overload_texts(prepared: Prepared, scenario: Scenario) -> list[tuple[str, str]]:
    """Where a plan is asked for more than it can do, in Chinese and English."""
    from sim.service.tables import loads_table  # late: it brings pandas, which a worker otherwise does without

    texts = []
    for lang in ("zh", "en"):
        table = loads_table(scenario.overloads, lang, scenario.plan, prepared.parameters, place_names(prepared.county, lang))
        texts.append([_overload(x, lang) for x in table.itertuples()])
    return list(zip(*texts, strict=True))


def _overload(row: Any, lang: str) -> str:
    """A row of the table of loads in words."""
    if row.kind == word("backlog", lang):
        return say(lang, f"{row.where}“{row.name}”积压逐周增长，来件为去件的{row.rho:.2f}倍", f"{row.where}, {row.name}: its backlog grew, {row.rho:.2f} times as many came as went")
    return say(lang, f"{row.where}“{row.name}”负荷率{row.rho:.2f}", f"{row.where}, {row.name}: {row.rho:.2f} of what it can do")


def aside_texts(prepared: Prepared) -> list[tuple[str, str]]:
    """Which villages a column does not serve, though its mode is assigned to them, in Chinese and English."""
    found = []
    for s in prepared.scenarios:
        about = {f"{it.leg}/pool:{it.pool}" for it in s.plan.aside}
        found += [(f"{s.name_zh or s.name}：{n.told.text('zh')}", f"{s.name_en or s.name}: {n.told.text('en')}") for n in s.plan.notes if n.about in about]
    return found
