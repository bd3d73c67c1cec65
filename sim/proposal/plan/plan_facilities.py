"""What places have against what they are to have, as people read it 缺什么补什么."""

from __future__ import annotations

import pandas as pd

from sim.county.facilities import COLUMNS
from sim.proposal.plan.plan_view import PlanReader, PlanView, of_places
from sim.proposal.sheet import GENERAL
from sim.words import headed, say, word


def _standards(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    shown = _worded(table, reader)
    counts = {
        f"count_{key}": [of_places(n, of) for n, of in zip(table[key], table["places"], strict=True)]
        for key in ("met", "gap", "not_verified")
    }
    kept = shown[["mode", "level", "item", "standard", "fact"]].assign(**counts, missing=table["missing"])
    return headed(kept[["mode", "level", "item", "standard", *counts, "missing", "fact"]], reader.lang)


STANDARDS = PlanView(
    ("设施达标情况", "Facilities against standards"),
    (
        "现状取自县表的设施列，未填的按方案计（共用中心的品牌、班组人数、有人有场地有货架）；二者都没有的为未核验",
        "what places have is as the county's tables say, else as planned (brands that share a centre, people of its "
        "crews, somebody, a place and shelves at a point); what neither tells is not verified",
    ),
    _standards, {"standard": GENERAL},
)


def _facilities(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    shown = _worded(table, reader).assign(
        name=table["name"].map(reader.place), township_name=table["township_name"].map(reader.place),
        source=[word(s, lang, "facility") for s in table["source"]],
        verdict=[word(v, lang, "target") for v in table["verdict"]],
    )  # fmt: skip
    return headed(shown.drop(columns="place"), lang)


FACILITIES = PlanView(
    ("缺什么补什么", "Gaps of facilities"),
    ("逐个节点对照方案的标准", "each place against the plan's standards"),
    _facilities, on_page=0,
)


def item_names(lang: str) -> dict[str, str]:
    """What places are to have, by its key."""
    return {c.key: say(lang, c.zh, c.meaning_en.partition(":")[0]) for of in COLUMNS.values() for c in of}


def _worded(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    """The table with columns, levels and items in words."""
    lang = reader.lang
    names = item_names(lang)
    return table.assign(
        mode=table["mode"].map(reader.modes), level=[word(x, lang, "level") for x in table["level"]],
        item=table["item"].map(names),
    )  # fmt: skip
