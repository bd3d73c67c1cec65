"""One plan for several counties: each simulated by itself, their tables added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim.plain import read_yaml
from sim.policy.basics import WAN
from sim.policy.counted import Counted
from sim.policy.document import CountyPlan
from sim.policy.targets import COLUMNS, counting, row_of

FIGURES = ("within_24h", "vehicles", "workers", "drivers")
"""KPIs of a county beside its costs."""

COUNTIES = [
    "mode", "county", "name", "villages", "people", "parcels_day", "within_24h", "vehicles", "workers", "drivers",
    "yuan_parcel", "wan_system", "wan_operators", "wan_public", "wan_residents",
]  # fmt: skip
SUMS = ("villages", "people", "parcels_day", "vehicles", "workers", "drivers", "wan_system", "wan_operators",
        "wan_public", "wan_residents")  # fmt: skip


@dataclass(frozen=True, eq=False, kw_only=True)
class CountyFound:
    """What was found of one county: its slug and name, and its tables by name."""

    slug: str
    name: str
    tables: Mapping[str, pd.DataFrame]


def counties(found: Sequence[CountyFound]) -> pd.DataFrame:
    """A row a column and county, then one for all of them (without ``county``): columns ``COUNTIES``.

    Money is ten thousands of yuan a year. What is a sum is added, a cost a parcel and a share in time are weighed by
    the parcels.
    """
    rows = pd.DataFrame([row for of in found for row in _rows(of)], columns=COUNTIES)
    totals = [_total(mode, of) for mode, of in rows.groupby("mode", sort=False)]
    both = pd.concat([rows, pd.DataFrame(totals, columns=COUNTIES)], ignore_index=True)
    order = {mode: i for i, mode in enumerate(dict.fromkeys(rows["mode"]))}
    return both.sort_values("mode", key=lambda m: m.map(order), kind="stable", ignore_index=True)


def basics(found: Sequence[CountyFound]) -> pd.DataFrame:
    """The table ``basics`` of all counties together."""
    rows = pd.concat([of.tables["basics"] for of in found])
    return rows.groupby(["item", "unit"], sort=False)[["value"]].sum().reset_index()


def _rows(of: CountyFound) -> Iterator[tuple[object, ...]]:
    basics = dict(zip(of.tables["basics"]["item"], of.tables["basics"]["value"], strict=True))
    kpis = of.tables["summary"].set_index(["mode", "kpi"])["mean"]
    for mode, lines in of.tables["budget"].groupby("mode", sort=False):
        line = lines.set_index("line")
        yield (
            mode, of.slug, of.name, basics["villages"], basics["people"], basics["parcels_day"],
            *(kpis[mode, kpi] for kpi in FIGURES), line.loc["system", "yuan_parcel"],
            *(line.loc[whose, "wan_yuan_year"] for whose in ("system", "operators", "public", "residents")),
        )  # fmt: skip


def _total(mode: object, rows: pd.DataFrame) -> dict[str, Any]:
    """All counties of a column together."""
    parcels = rows["wan_system"] * WAN / rows["yuan_parcel"]
    sums = {key: rows[key].sum(min_count=1) for key in SUMS}  # no county pays: none, not nought
    in_time = float((rows["within_24h"] * rows["parcels_day"]).sum()) / float(sums["parcels_day"])
    each = sums["wan_system"] * WAN / parcels.sum()
    return {"mode": mode, "county": "", "name": "", "within_24h": in_time, "yuan_parcel": round(each, 4), **sums}


def targets(document: CountyPlan, name: str, found: Sequence[CountyFound]) -> pd.DataFrame:
    """The targets that count places, of all counties together, then those of each: columns as
    ``sim.policy.targets.targets``; places are added replication by replication."""
    counts = pd.concat([of.tables["target_counts"] for of in found])
    rows = []
    for (mode, key), of in counts.groupby(["mode", "target"], sort=False):
        target = document.targets[str(key)]
        by_replication = of.groupby("replication")[["count", "unknown", "places"]].sum()
        first = by_replication.iloc[0]
        told = Counted(by_replication["count"].to_numpy(np.float64), int(first["places"]), int(first["unknown"]))
        rows.append((mode, key, name, *row_of(target, told), ""))
    whole = pd.DataFrame(rows, columns=COLUMNS)
    own = pd.concat([of.tables["targets"] for of in found])
    counted = {key for key, target in document.targets.items() if counting(target)}
    return pd.concat([whole, own[own["target"].isin(counted)]], ignore_index=True)


def first_counties(folder: Path) -> set[str]:
    """The county at which each plan of a prefecture begins, of those whose files are in a folder: whoever chooses none
    has this one."""
    plans = (read_yaml(file, file.name).get("plan") or {} for file in sorted(folder.glob("*.yaml")))
    return {str(plan["counties"][0]) for plan in plans if plan.get("counties")}
