"""What people call places, and what asks for more than it has, in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sim.arrays import Floats
from sim.county.county import County
from sim.measure.growth import BACKLOG, grown
from sim.service.load.load import ResourceLoad
from sim.service.prepared import Prepared, Scenario
from sim.words import say, word


def place_names(county: County, lang: str) -> dict[str, str]:
    """Names of places in the reader's language by their Chinese ones; a hub that is only called like its county is the
    hub."""
    hub = {
        county.hub.name: word("hub", lang) if county.hub.name == county.name
        else (county.hub.name if lang == "zh" else county.hub.pinyin)
    }
    if lang == "zh":
        return hub
    return {v.name: v.pinyin or v.name for v in county.villages} | {
        t.name: t.pinyin or t.name for t in county.townships
    } | hub


def overload_texts(prepared: Prepared, scenario: Scenario, runs: Sequence[Floats] = ()) -> list[tuple[str, str]]:
    """Where a plan is asked for more than it can do, in Chinese and English; of what was simulated, where queues grow
    and how fast.

    Args:
        runs: a ``sim.measure.growth`` for each replication, where there are any.
    """
    known = {load.key for load in scenario.overloads if load.kind == BACKLOG}
    growing = tuple(load for load in grown(scenario.plan, runs, ()) if load.key not in known)
    return [*_texts(prepared, scenario, scenario.overloads), *_texts(prepared, scenario, growing)]


def _texts(prepared: Prepared, scenario: Scenario, loads: Sequence[ResourceLoad]) -> list[tuple[str, str]]:
    from sim.service.tables import loads_table  # late: it brings pandas, which a worker otherwise does without

    texts = []
    for lang in ("zh", "en"):
        table = loads_table(loads, lang, scenario.plan, prepared.parameters, place_names(prepared.county, lang))
        remedies = [_remedy(load, scenario, lang) for load in loads]
        rows = zip(table.itertuples(), remedies, strict=True)
        texts.append([_overload(x, prepared.expected.total, lang) + remedy for x, remedy in rows])
    return list(zip(*texts, strict=True))


def _remedy(load: ResourceLoad, scenario: Scenario, lang: str) -> str:
    """What of the settings would ease a load, where one number does: places on the shelves of a type of point."""
    fullest = max((x.offered for x in scenario.loads if x.kind == "shelf" and x.key == load.key), default=0.0)
    if load.kind != "shelf_week" or not fullest:
        return ""
    enough = 50 * math.ceil(1.1 * fullest / 50)
    key = f"points.types.{load.name}.shelf_parcels={enough}"
    return say(lang, f"（货架放不下；够用的货架：{key}）", f" (its shelf is full; one that is large enough: {key})")


def _overload(row: Any, total: float, lang: str) -> str:
    """A row of the table of loads in words; a backlog by what it grows by a day, of the parcels there and of all
    ``total`` of the county."""
    if row.kind != word(BACKLOG, lang):
        return say(
            lang, f"{row.where}“{row.name}”负荷率{row.rho:.2f}",
            f"{row.where}, {row.name}: {row.rho:.2f} of what it can do",
        )
    came, grows = row.offered / 7, (row.offered - row.capacity) / 7
    return say(
        lang,
        f"{row.where}“{row.name}”积压每天增加{grows:.1f}件（当地来件的{grows / came:.0%}，"
        f"全县件量的{grows / total:.1%}）",
        f"{row.where}, {row.name}: its backlog grew by {grows:.1f} parcels a day ({grows / came:.0%} of those that "
        f"come there, {grows / total:.1%} of the county's)",
    )


def aside_texts(prepared: Prepared) -> list[tuple[str, str]]:
    """Which villages a column does not serve, though its mode is assigned to them, and which parcels of a table it
    cannot carry, in Chinese and English."""
    found = []
    for s in prepared.scenarios:
        about = {"demand.parcels_file", *(f"{it.leg}/pool:{it.pool}" for it in s.plan.aside)}
        found += [
            (f"{s.name_zh or s.name}：{n.told.text('zh')}", f"{s.name_en or s.name}: {n.told.text('en')}")
            for n in s.plan.notes if n.about in about
        ]
    return found
