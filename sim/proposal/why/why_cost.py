"""What a cost a parcel is made of, in a table and a sentence."""

from __future__ import annotations

import pandas as pd

from sim.measure.recipe import PARTS
from sim.measure.recipe_lines import recipe_lines
from sim.measure.registry import name_of
from sim.plan.actor import WORLD
from sim.proposal.money_sheets import party_text
from sim.proposal.sheet import TWO, OutputSheet
from sim.proposal.why.why_traced import Traced, worded
from sim.words import say, word

FOUR = "#,##0.0000"


def cost_told(traced: Traced, village: int, kpi: str, lang: str) -> tuple[str, OutputSheet]:
    """The recipe of a cost of a village's parcels: a sentence, and a sheet whose rows add up to its last to the cent.

    Args:
        kpi: one of ``recipe_lines.COSTS``.
    """
    found = recipe_lines(traced.measures, kpi, village)
    return _sentence(traced, village, kpi, found, lang), _sheet(traced, found, lang)


def _sentence(traced: Traced, village: int, kpi: str, found: pd.DataFrame, lang: str) -> str:
    name, there, total = name_of(kpi, lang), traced.village(village, lang), found["yuan_parcel"].sum()
    by_part = found.groupby("part", sort=False)["yuan_parcel"].sum().sort_values(ascending=False)
    told = say(lang, "、", ", ").join(f"{say(lang, *PARTS[str(part)])} {yuan:.2f}" for part, yuan in by_part.items())
    return say(
        lang, f"{there}{name}（共配池）{total:.2f}元/件：{told}。",
        f"{there}, {name} (pool): {total:.2f} yuan: {told}.",
    )


def _sheet(traced: Traced, found: pd.DataFrame, lang: str) -> OutputSheet:
    p, blanks = traced.prepared.parameters, [""]
    others = ["" if who == str(WORLD) else party_text(who, p, lang) for who in found["counterparty"]]
    cents, each = found["cents"], found["yuan_parcel"]
    table = worded({
        ("记账方", "whose"): [*(party_text(who, p, lang) for who in found["actor"]), say(lang, "合计", "all")],
        ("项目", "part"): [*(say(lang, *PARTS[part]) for part in found["part"]), *blanks],
        ("内容", "for what"): [*(_what(of, lang) for of in found["category"]), *blanks],
        ("环节", "where"): [*(_where(place, lang) for place in found["place"]), *blanks],
        ("对方", "to or from"): [*others, *blanks],
        ("元（统计期）", "yuan, measured days"): [*(cents / 100), cents.sum() / 100],
        ("元/件", "yuan a parcel"): [*each, each.sum()],
    }, lang)  # fmt: skip
    about = say(
        lang, "共配池快件；台账以分记账，各行之和即总额；收入为负数",
        "the pool's parcels; the ledger is kept in cents and its lines add up to the cost; what is got is negative",
    )
    formats = dict(zip(table.columns[5:], (TWO, FOUR), strict=True))
    return OutputSheet(say(lang, "成本构成", "Recipe of the cost"), table, formats, (), about)


def _what(category: str, lang: str) -> str:
    """What money is for; of a crew its stage."""
    stage = category.removeprefix("staff_").removeprefix("overtime_")
    over = say(lang, "加班：", "overtime: ") if category.startswith("overtime_") else ""
    return word(category, lang, "category") if stage == category else over + word(stage, lang)


def _where(place: str, lang: str) -> str:
    """A leg or a level."""
    leg = word(place, lang, "leg")
    return leg if leg != place else word(place, lang, "level")
