"""Why modes differ in cost, in words and as a table that people read."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.inference.cost.gaps import WHY, against_least
from sim.measure.recipe import PARTS
from sim.proposal.lines import Names, named
from sim.words import figure, say

Words = tuple[str, str]
SEEN = 0.005
"""Yuan a parcel below which a difference is printed as nought."""


def gap_lines(found: pd.DataFrame, kpi: str, names: Names) -> list[Words]:
    """By how much each mode costs more than the cheapest, and what of that is the shape of the network and what the
    partner."""
    least, table = against_least(found, kpi)
    return [_line(row, (named(names, str(mode)), named(names, least))) for mode, row in table.iterrows()]


def _line(row: pd.Series[float], of: tuple[Words, Words]) -> Words:
    if abs(row["total"]) < SEEN:
        return f"{of[0][0]}与{of[1][0]}单件成本相同", f"{of[0][1]} costs as much as {of[1][1]}"
    gap = figure(row["total"], "yuan/parcel")
    zh, en = f"{of[0][0]}比{of[1][0]}高{gap}元/件", f"{of[0][1]} costs {gap} yuan a parcel more than {of[1][1]}"
    if pd.isna(row["shape"]):
        return (
            f"{zh}（两者路网形状不可比，差距不再拆分）",
            f"{en} (their networks' shapes cannot be compared, so it is not split)",
        )
    if abs(row["shape"]) < SEEN:
        return (
            f"{zh}：路网形状相同，差距全在合作方",
            f"{en}: the shape of the network is the same, so all of it is the partner",
        )
    shape, partner = (figure(row[x], "yuan/parcel") for x in ("shape", "partner"))
    return (
        f"{zh}：其中路网形状{shape}，合作方{partner}",
        f"{en}: {shape} by the shape of the network, {partner} by the partner",
    )


def gap_shown(found: pd.DataFrame, kpi: str, names: Mapping[str, str], lang: str) -> pd.DataFrame:
    """A row a mode: what it costs more than the cheapest, and each part of that; parts that no gap has are left out."""
    least, table = against_least(found, kpi)
    if not least:
        return pd.DataFrame()
    heads = {"total": ("差距", "gap"), **WHY, **PARTS}
    kept = [c for c in heads if c in ("total", *WHY) or (table[c].abs() >= SEEN).any()]
    shown = table[kept].map(lambda x: "—" if pd.isna(x) else figure(0.0 if abs(x) < SEEN else x, "yuan/parcel"))
    shown.insert(0, "mode", [names[str(m)] for m in table.index])
    first = say(lang, f"比{names[least]}多（元/件）", f"more than {names[least]} (yuan a parcel)")
    return shown.rename(columns={"mode": first} | {c: say(lang, *heads[c]) for c in kept}).reset_index(drop=True)
