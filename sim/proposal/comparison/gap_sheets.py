"""Sheets on why columns differ in cost: every pair's gap by its parts, and the shapes of the network that were tried.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.inference.cost.gaps import WHY
from sim.measure.recipe import PARTS
from sim.measure.registry import name_of
from sim.proposal.comparison.titles import title_of
from sim.proposal.sheet import PERCENT, TWO, OutputSheet
from sim.proposal.tables import mode_titles
from sim.service.prepared import Prepared
from sim.words import headed, say, unit_text, with_unit, word

GAP = ("差距", "gap")


def gap_sheet(gaps: pd.DataFrame, names: Mapping[str, str], lang: str) -> OutputSheet:
    """The gap of every pair, a row a pair and cost: the whole, shape and partner, then the parts."""
    wide = gaps.pivot_table(
        index=["kpi", "a", "b"], columns="part", values="difference", sort=False
    ).reindex(columns=[*WHY, *PARTS])
    wide.insert(0, "total", wide[list(PARTS)].sum(axis=1))
    table = wide.reset_index().rename(
        columns={key: say(lang, *pair) for key, pair in {"total": GAP, **WHY, **PARTS}.items()}
    )
    table = table.assign(kpi=[name_of(k, lang) for k in table["kpi"]], a=table["a"].map(names), b=table["b"].map(names))
    about = say(
        lang, "甲减乙，元/件；路网形状与合作方之和、其余各项之和均等于差距；空：形状不可比",
        "A less B, yuan a parcel; shape and partner, and likewise the other columns, add up to the gap; empty: shapes "
        "cannot be compared",
    )
    return OutputSheet(title_of("gaps", lang), headed(table, lang), {}, [TWO] * len(table), about)


def shape_sheet(shapes: pd.DataFrame, prepared: Prepared, lang: str) -> OutputSheet:
    """Every shape that was tried for a partner, and which was taken."""
    modes = mode_titles(prepared, lang)
    kpi = str(shapes.columns[4])
    table = shapes.assign(
        partner=shapes["partner"].map(modes), mode=shapes["mode"].map(modes),
        shape=[word(s, lang, "shape") for s in shapes["shape"]],
        state=[word(s, lang, "shape") for s in shapes["state"]],
        chosen=[word("yes", lang) if c else "" for c in shapes["chosen"]],
    )  # fmt: skip
    cost = with_unit(name_of(kpi, lang), unit_text("yuan/parcel", lang), lang)
    heads = {kpi: cost, "within_24h": name_of("within_24h", lang)}
    about = say(
        lang, "首次重复，同样的参数；各合作方取成本较低者",
        "first replication, the same parameters; each partner's cheaper one is taken",
    )
    return OutputSheet(
        title_of("shapes", lang), headed(table.rename(columns=heads), lang),
        {heads[kpi]: TWO, heads["within_24h"]: PERCENT}, (), about,
    )
