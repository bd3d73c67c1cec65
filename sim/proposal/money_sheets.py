"""Sheets on the money of each party: who gains and who pays, break-even fees, running cost, five years' cash flow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from sim.measure.recipe import PARTS
from sim.parameters import Parameters
from sim.plan.actor import actor_of
from sim.proposal.sheet import TWO, WHOLE, OutputSheet
from sim.service.tables import operator_text
from sim.words import headed, say, word

TITLES = {
    "gains": ("各方收支", "Who gains and who pays"),
    "contracts": ("保本费率", "Break-even fees"),
    "running_cost": ("运营成本", "Running cost"),
    "cashflow": ("五年现金流", "Five years' cash flow"),
}
ABOUT = {
    "gains": (
        "元/年，全部快件（模拟了城区的连城区在内），各次重复的均值；正数为支出；收付=付出的费用和补助减收到的，各方之和为零；变化与现状自取相比，按重复配对",
        "yuan a year, all parcels (those of the town too where it is simulated), mean over replications, positive is "
        "spent; fees and subsidies paid less those got add up to "
        "nought over all parties; changes are against today, paired by replication",
    ),
    "contracts": (
        "每项费用的单价，其余不变，各次重复的均值：不低于“收方保本价”收方不亏；不高于“付方上限”时，快递企业的支出不多于现状"
        "（或其余模式中最省的），付费的承运方不亏；负数：免费也不划算；收方所得为其全部收支之余",
        "price a unit of each fee, all else as it is, mean over replications: from the least on its payee does not "
        "lose; up to the most the brands spend no more than today (or in the cheapest of the other modes), a host that "
        "pays does not lose; below nought: not worth it even for free; the payee's gain is what all it gets and spends "
        "leaves",
    ),
    "running_cost": (
        "元/年，全部快件（模拟了城区的连城区在内），各次重复的均值；一次性投资和补助不计，见现金流",
        "yuan a year, all parcels (those of the town too where it is simulated), mean over replications; what is paid "
        "once is left out, see the cash flow",
    ),
    "cashflow": (
        "元，正数为支出；第0年为开办以前的一次性支出，以后各年同模拟的一年，件量不变；寿命短于五年者到期重置；现值按"
        "cost.discount_rate折算",
        "yuan, positive is spent; year 0 has what is paid once before the start, the others are the simulated year at "
        "its volume; what wears out within five years is bought again; present values at cost.discount_rate",
    ),
}
PRICES = (
    "price", "least", "least_low", "least_high", "most_today", "most_today_low", "most_today_high", "most_other"
)  # fmt: skip
FORMATS = {**dict.fromkeys(("outlay_parcel", "yuan_parcel", "change_parcel", *PRICES), TWO), "year": "0", "n": "0"}


def party_text(name: str, parameters: Parameters, lang: str) -> str:
    """A party as a person calls it."""
    actor = actor_of(name)
    return operator_text(actor, parameters, lang) if actor else word(name, lang)


def money_sheets(
    frames: Mapping[str, pd.DataFrame], names: Mapping[str, str], parameters: Parameters, lang: str
) -> Iterator[OutputSheet]:
    """A sheet for each of the tables that there is."""
    for key, title in TITLES.items():
        if key in frames:
            table = told(frames[key].dropna(axis="columns", how="all"), names, parameters, lang)
            numbers = table.select_dtypes("number").columns
            formats = {word(c, lang): FORMATS.get(c, WHOLE) for c in map(str, numbers)}
            yield OutputSheet(say(lang, *title), headed(table, lang), formats, (), say(lang, *ABOUT[key]))


def told(table: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> pd.DataFrame:
    """A table with its modes, parties, parts and fees in words."""
    parties = dict.fromkeys(("actor", "payer", "payee"), lambda name: party_text(name, parameters, lang))
    read: dict[str, Callable[[str], str]] = {
        **parties, "mode": names.__getitem__, "part": lambda part: say(lang, *PARTS[part]),
        "fee": lambda fee: word(fee, lang, "category"),
    }
    return table.assign(**{column: table[column].map(of) for column, of in read.items() if column in table})
