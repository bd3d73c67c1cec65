"""What a county's plan is answered first: how many of its targets are met, and what it costs a year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import pandas as pd

from sim.inference.verdict import MET, NOT_MET, NOT_VERIFIED
from sim.policy.document import CountyPlan
from sim.policy.targets import GAP
from sim.policy.targets import NOT_VERIFIED as OPEN
from sim.proposal.lines import Names, Statement, named
from sim.words import figure, say, word

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
    return [] if document is None else [*_targets(plan, document, names, overloaded), *_money(plan, names)]


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
        listed = say(lang, "、", ", ").join(dict.fromkeys(texts[:NAMED]))
        more = say(lang, f"等{len(texts)}项", f" and others ({len(texts)})") if len(texts) > NAMED else ""
        told += say(lang, f"；{zh}：{listed}{more}", f"; {en}: {listed}{more}") if texts else ""
    return told


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
        "budget", f"全部快件全年成本（万元）：{texts[0]}",
        f"Cost of all parcels of a year (10,000 yuan): {texts[1]}", "", "answer",
    )  # fmt: skip


def _years(table: pd.DataFrame, line: str, names: Names, language: int) -> str:
    rows = table[table["line"] == line]
    each = zip(rows["mode"], rows["wan_yuan_year"], strict=True)
    return ("、", ", ")[language].join(f"{named(names, mode)[language]} {figure(wan, 'h')}" for mode, wan in each)
