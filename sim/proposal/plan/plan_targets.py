"""The table of targets as people read it 目标核验表."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from sim.measure.registry import kpi_of
from sim.policy.document import PlanTarget
from sim.proposal.plan.plan_view import PlanReader, PlanView, not_known, of_places
from sim.words import amount, headed, say, word


def _shown(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    assert reader.document is not None
    lang, asked = reader.lang, reader.document.targets
    rows = list(table.to_dict("records"))
    shown = pd.DataFrame({
        "mode": table["mode"].map(reader.modes),
        "target": [say(lang, asked[k].zh, asked[k].en) or k for k in table["target"]],
        "place": table["place"].map(reader.place),
        "required": [_figure(asked[str(r["target"])], r["required"], r["of"], lang) for r in rows],
        "simulated": [_simulated(asked[str(r["target"])], r, lang) for r in rows],
        "needed": [_needed(asked[str(r["target"])], r["needed"], r["required"]) for r in rows],
        "due": table["date"], "in_force": table["stage"],
        "verdict": [word(v, lang, "target") for v in table["verdict"]],
        "fact": table["fact"],
    })
    return headed(shown.drop(columns=_saying_nothing(shown)), lang)


def _saying_nothing(shown: pd.DataFrame) -> list[str]:
    """Columns that are left out: the place where it is always the county, what is needed where it is what is asked, the
    stage where all are in."""
    empty = [column for column in ("needed", "in_force") if not shown[column].any()]
    return [*empty, *(["place"] if shown["place"].nunique() == 1 else [])]


def _figure(target: PlanTarget, value: float, places: float, lang: str) -> str:
    if target.what == "kpi":
        return "" if value != value else amount(value, kpi_of(target.kpi).unit, lang)
    return of_places(value, places)


def _simulated(target: PlanTarget, row: Mapping[Hashable, Any], lang: str) -> str:
    """The simulated figure, with the places of which nobody says."""
    return simulated_text(target, row, lang) + not_known(row["unknown"], lang)


def simulated_text(target: PlanTarget, row: Mapping[Hashable, Any], lang: str) -> str:
    """The simulated figure of a row of ``targets``; of places from the fewest to the most of the replications."""
    if target.what == "kpi":
        return _figure(target, row["simulated"], row["places"], lang)
    return of_places(row["fewest"], row["places"], row["most"])


def _needed(target: PlanTarget, needed: float, required: float) -> str:
    """The number that the places of this county need, where that is another than the plan's."""
    return "" if target.what == "kpi" or needed != needed or needed == required else f"{needed:,.0f}"


TARGETS = PlanView(
    ("目标核验表", "Target check"),
    (
        "百分比向上取整为个数；模拟数写作“甲–乙”的，各次重复最少甲个、最多乙个；达到：每次重复都不少于要求；缺口：每次重复都少于要求；未核验：各次重复不一，"
        "或没有数据可据以判断。本县个数与方案所称不同的，另列按本县个数的要求，并以此判断；分期推进的方案按期限当时所处的阶段核验（另行模拟，stages=0时按整个方案）",
        "a share is rounded up to a number of places; a simulated number from-to is the fewest and the most of the "
        "replications; met: every replication has as many; gap: none has; not verified: "
        "some have, or nothing tells. Where the county has another number of places than the plan says, what these "
        "need stands beside it and is what counts. A plan with a roll-out is checked with the stage in force at "
        "the date (simulated apart; with stages=0 the whole plan is)",
    ),
    _shown,
)
