"""Tables of a plan about money, as people read them."""

from __future__ import annotations

import math

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN
from sim.policy.document import PlanSubsidy
from sim.policy.subsidy import VOLUMES
from sim.proposal.money_sheets import party_text
from sim.proposal.plan.plan_view import PlanReader, PlanView
from sim.proposal.sheet import ONE, TWO, WHOLE
from sim.words import headed, say, word


def _budget(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    shown = table.assign(mode=table["mode"].map(reader.modes), line=[word(x, lang, "budget") for x in table["line"]])
    none = word(NOT_IN_PLAN, lang)
    for column in ("yuan_parcel", "wan_yuan_year"):
        shown[column] = shown[column].astype(object).where(shown[column].notna(), none)
    return headed(shown.rename(columns={"line": "whose"}), lang)


def _budget_by_mode(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    """A column a mode: yuan a parcel, and in brackets ten thousands of yuan a year."""
    lang = reader.lang
    none = word(NOT_IN_PLAN, lang)
    both = zip(table["yuan_parcel"], table["wan_yuan_year"], strict=True)
    cells = [
        none if math.isnan(each) else f"{round(each, 2) + 0.0:,.2f} ({round(year, 1) + 0.0:,.1f})"  # no -0.0
        for each, year in both
    ]
    wide = table.assign(cell=cells).pivot(index="line", columns="mode", values="cell")
    wide = wide.loc[list(dict.fromkeys(table["line"])), list(dict.fromkeys(table["mode"]))]
    wide.insert(0, "whose", [word(x, lang, "budget") for x in wide.index])
    head = say(lang, "元/件（万元/年）", "yuan a parcel (10,000 yuan a year)")
    return wide.rename(columns={**reader.modes, "whose": head})


BUDGET = PlanView(
    ("单件与全年成本", "Cost a parcel and a year"),
    (
        "全县各村的全部快件；企业=快递企业+承运方+站点；企业、财政、群众之和为社会总成本",
        "all parcels of the villages; operators are brands, hosts and keepers; operators, public and residents add up "
        "to the system",
    ),
    _budget, {"yuan_parcel": TWO, "wan_yuan_year": ONE}, page_shown=_budget_by_mode,
)


def _subsidies(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang, p = reader.lang, reader.prepared.parameters
    shown = table.assign(
        mode=table["mode"].map(reader.modes), rule=[_rule(rule, reader) for rule in table["rule"]],
        payer=[_payer(r, party_text(x, p, lang), reader) for r, x in zip(table["rule"], table["payer"], strict=True)],
        payee=[party_text(x, p, lang) for x in table["payee"]],
        place=[word(x, lang, "support") for x in table["place"]],
    )  # fmt: skip
    return headed(shown, lang)


SUBSIDIES = PlanView(
    ("财政补贴测算", "Subsidies"),
    (
        "各次重复的均值；一次性支出按年限和利率折成年金计入每年；空：按量支付，没有名额",
        "means over replications; what is paid once is an annuity in the yearly figure; empty: paid by what is moved",
    ),
    _subsidies, {"yuan_once": WHOLE, "yuan_year": WHOLE},
)


def _rule(key: str, reader: PlanReader) -> str:
    """A rule as the plan words it, else by its key."""
    kind, _, name = key.rpartition(".")
    rule, lang = _of_plan(key, reader), reader.lang
    share = say(lang, "投资补助：", "share of investment: ") if kind == "investment" else ""
    own = say(lang, rule.zh, rule.en) if rule else ""
    return share + (own or word(name, lang, "support" if kind else "category"))


def _payer(key: str, known: str, reader: PlanReader) -> str:
    rule = _of_plan(key, reader)
    return (say(reader.lang, rule.payer_zh, rule.payer_en) if rule else "") or known


def _of_plan(key: str, reader: PlanReader) -> PlanSubsidy | None:
    """The plan's rule of a key of the table, if it is one."""
    kind, _, name = key.rpartition(".")
    return reader.document.subsidies.get(name) if reader.document and kind == "subsidy" else None


def _thresholds(table: pd.DataFrame, reader: PlanReader) -> pd.DataFrame:
    lang = reader.lang
    shown = table.assign(
        rule=[_rule(f"subsidy.{rule}", reader) for rule in table["rule"]], place=table["place"].map(reader.place),
        verdict=[word(v, lang, "target") for v in table["verdict"]],
    )  # fmt: skip
    same = [c for c in VOLUMES[2:] if not reader.prepared.county.urban.any()]
    return headed(shown.drop(columns=same), lang)


THRESHOLDS = PlanView(
    ("补贴件量门槛", "Thresholds of subsidies"),
    (
        "件量按期望值，一年365天，全部品牌；城区件在county.communities=true时模拟并计入，上行件在demand.outbound.share>0时计入；"
        "视口径：只算进村件达不到、加上上行或城区件才达到",
        "mean volumes of all brands, 365 days a year; the town counts where county.communities=true simulates it, "
        "outbound parcels where demand.outbound.share is above 0; depends: parcels to villages alone are too few, with "
        "outbound ones or the town's there are enough",
    ),
    _thresholds, {"threshold_year": WHOLE, "threshold_day": WHOLE, **dict.fromkeys(VOLUMES, WHOLE)},
)
