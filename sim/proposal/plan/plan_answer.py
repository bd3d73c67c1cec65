"""What a county's plan is answered first: how many of its targets are met, and what it costs a year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN
from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.policy.document import CountyPlan
from sim.policy.targets import GAP
from sim.policy.targets import NOT_VERIFIED as OPEN
from sim.proposal.lines import Names, Statement, named
from sim.proposal.plan.plan_facilities import item_names
from sim.words import LANGUAGES, figure, say, word

NAMED = 4
"""Gaps that are named in one line."""
PAID = (("system", "各方合计", "all parties"), ("public", "其中财政", "of it public money"))
"""Lines of the budget that are told, with their names in Chinese and English."""


def plan_answers(
    plan: Mapping[str, pd.DataFrame], document: CountyPlan | None, names: Names, overloaded: Collection[str] = ()
) -> list[Statement]:
    """Lines that go before those on the modes; none without a plan.

    Args:
        overloaded: columns whose figures do not count.
    """
    if document is None:
        return []
    return [*_targets(plan, document, names, overloaded), *_lacking(plan, document), *_money(plan, names)]


def _targets(
    plan: Mapping[str, pd.DataFrame], document: CountyPlan, names: Names, overloaded: Collection[str]
) -> Iterator[Statement]:
    """How many targets each column meets, and the gaps of the plan's."""
    if "targets" not in plan:
        return
    table, texts, over = plan["targets"], [], document.column in overloaded
    for i, lang in enumerate(("zh", "en")):
        met = [
            f"{named(names, str(mode))[i]} "
            + (word("overloaded", lang) if mode in overloaded else met_of(rows["verdict"], lang))
            for mode, rows in reversed(list(table.groupby("mode", sort=False)))
        ]
        texts.append(say(lang, "、", ", ").join(met) + ("" if over else _open(table, document, lang)))
    own = _own(table, document)["verdict"]
    verdict = MET if (own == MET).all() else NOT_MET if (own == GAP).any() else NOT_VERIFIED
    verdict = NOT_VERIFIED if over else verdict
    yield Statement(
        "targets", f"方案目标达到/可判的项数：{texts[0]}",
        f"Targets of the plan that are met, of those that can be judged: {texts[1]}", verdict, "answer",
    )  # fmt: skip


def met_of(verdicts: pd.Series[str], lang: str) -> str:
    """How many targets are met of those that can be judged, and how many cannot."""
    open_ = int((verdicts == OPEN).sum())
    told = f"{(verdicts == MET).sum()}/{len(verdicts) - open_}"
    return told + (say(lang, f"（另{open_}项未核验）", f" ({open_} more not verified)") if open_ else "")


def _open(table: pd.DataFrame, document: CountyPlan, lang: str) -> str:
    """What the plan's own column misses, and what nobody can tell of it."""
    own, told = _own(table, document), ""
    for verdict, zh, en in ((GAP, "缺口", "gaps"), (OPEN, "未核验", "not verified")):
        keys = own[own["verdict"] == verdict]["target"].astype(str)
        texts = [say(lang, document.targets[k].zh, document.targets[k].en) or k for k in keys]
        listed = _first(list(dict.fromkeys(texts)), lang)
        told += say(lang, f"；{zh}：{listed}", f"; {en}: {listed}") if texts else ""
    return told


def _lacking(plan: Mapping[str, pd.DataFrame], document: CountyPlan) -> Iterator[Statement]:
    """What the places of the plan's column are short of, and what the county's tables do not say of them."""
    table = plan.get("standards")
    if table is None or table.empty:
        return
    groups = table[table["mode"] == document.column].groupby(["level", "item"], sort=False)
    counts = groups[["gap", "not_verified", "missing"]].sum().reset_index()
    short, open_ = counts[counts["gap"] > 0], counts[counts["not_verified"] > 0]
    if short.empty and open_.empty:
        return
    texts = [_standards(short, open_, lang) for lang in LANGUAGES]
    verdict = NOT_MET if len(short) else NOT_VERIFIED
    yield Statement(
        "facilities", f"方案的设施标准：{texts[0]}", f"Standards of the plan: {texts[1]}", verdict, "answer"
    )


def _standards(short: pd.DataFrame, open_: pd.DataFrame, lang: str) -> str:
    """What is short, by how much, and what nobody says."""
    missing = [
        _item(r, lang) + say(lang, f"{r.gap}处（共缺{r.missing:,.6g}）", f" at {r.gap} ({r.missing:,.6g} in all)")
        for r in short.itertuples()
    ]
    unsaid = [_item(r, lang) + say(lang, f"{r.not_verified}处", f" at {r.not_verified}") for r in open_.itertuples()]
    told = [
        say(lang, f"{zh}{_first(of, lang)}", f"{en} {_first(of, lang)}")
        for zh, en, of in (
            ("缺", "short of", missing), ("县表未填、无从核验的：", "not in the county's tables:", unsaid)
        ) if of
    ]
    return say(lang, "；", "; ").join(told)


def _item(row: Any, lang: str) -> str:
    """An item with the level of places that it is asked of."""
    level, item = word(str(row.level), lang, "level"), item_names(lang)[str(row.item)]
    return say(lang, f"{level}·{item}", f"{item} ({level})")


def _first(texts: Sequence[str], lang: str) -> str:
    """The first of some texts, and how many there are where there are more."""
    more = say(lang, f"等{len(texts)}项", f" and others ({len(texts)})") if len(texts) > NAMED else ""
    return say(lang, "、", ", ").join(texts[:NAMED]) + more


def _own(table: pd.DataFrame, document: CountyPlan) -> pd.DataFrame:
    """The rows of the plan's own column; of the last where that is not among them."""
    mine = table["mode"] == document.column
    return table[mine if mine.any() else table["mode"] == table["mode"].iloc[-1]]


def _money(plan: Mapping[str, pd.DataFrame], names: Names) -> Iterator[Statement]:
    """What all parcels of a year cost, all parties together and the public purse."""
    table = plan.get("budget")
    if table is None or table.empty:
        return
    texts = []
    for i, lang in enumerate(("zh", "en")):
        lines = [f"{(zh, en)[i]} {_years(table, line, names, i)}" for line, zh, en in PAID]
        texts.append(say(lang, "；", "; ").join(lines))
    yield Statement(
        "budget", f"各村全部快件全年成本（万元）：{texts[0]}",
        f"Cost of all parcels of the villages in a year (10,000 yuan): {texts[1]}", "", "answer",
    )  # fmt: skip


def _years(table: pd.DataFrame, line: str, names: Names, language: int) -> str:
    rows = table[table["line"] == line]
    if rows["wan_yuan_year"].isna().all():
        return word(NOT_IN_PLAN, LANGUAGES[language])
    each = zip(rows["mode"], rows["wan_yuan_year"], strict=True)
    return ("、", ", ")[language].join(f"{named(names, mode)[language]} {figure(wan, 'h')}" for mode, wan in each)
