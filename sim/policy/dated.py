"""Targets at their days: each with the stage of the roll-out that is in force then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from sim.policy.case import PlanCase
from sim.policy.counted import stands_before
from sim.policy.document import CountyPlan
from sim.policy.rollout import complete, stages
from sim.policy.targets import target_counts, targets


def in_force(document: CountyPlan, day: dt.date, what: str = "") -> tuple[str, str]:
    """What serves on a day: the name of its column or stage, and the month of the stage; before the first stage the
    status quo, once all villages are in the plan's own column, both without a month.

    Args:
        what: counted by a target: a hub and centres dated before the first stage are those of the first stage.
    """
    made = sorted(stages(document))
    month = max((m for m in made if m <= f"{day:%Y-%m}"), default=made[0] if made and stands_before(what) else "")
    if not document.rollout or (month and complete(document, month)):
        return document.column, ""
    return (stages(document)[month].name, month) if month else (next(iter(document.scenarios)), "")


def at_their_days(tables: Mapping[str, pd.DataFrame], staged: PlanCase) -> dict[str, pd.DataFrame]:
    """The tables ``targets`` and ``target_counts`` with the plan's own column as it is at the day of each target.

    Args:
        tables: of the comparison, whose other columns stay as they are.
        staged: the stages as columns.
    """
    assert staged.document is not None
    made = {"targets": targets(staged), "target_counts": target_counts(staged)}
    there = [name for name in made if len(tables.get(name, ()))]
    return {name: _taken(tables[name], made[name], staged.document) for name in there}


def _taken(table: pd.DataFrame, staged: pd.DataFrame, document: CountyPlan) -> pd.DataFrame:
    """The rows of a table, those of the plan's column from what is in force at the day of their target."""
    valid = {key: in_force(document, target.by, target.what) for key, target in document.targets.items()}
    pool = pd.concat([table, staged], ignore_index=True)
    parts: list[pd.DataFrame] = []
    for mode, rows in table.groupby("mode", sort=False):
        if mode != document.column:
            parts.append(rows)
            continue
        for key, (name, month) in valid.items():
            then = pool[(pool["mode"] == name) & (pool["target"] == key)]
            parts.append(then.assign(mode=mode, **({"stage": month} if "stage" in then else {})))
    return pd.concat(parts, ignore_index=True)
