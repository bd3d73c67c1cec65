"""Sheets on the money of each party: who gains and who pays, what running costs, five years' cash flow."""

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
    "running_cost": ("运营成本", "Running cost"),
    "cashflow": ("五年现金流", "Five years' cash flow"),
}
ABOUT = {
    "gains": (
        "元/年，各次重复的均值；正数为支出；收付=付出的费用和补助减收到的，各方之和为零；变化与现状自取相比，按重复配对",
        "yuan a year, mean over replications, positive is spent; fees and subsidies paid less those got add up to "
        "nought over all parties; changes are against today, paired by replication",
    ),
    "running_cost": (
        "元/年，各次重复的均值；一次性投资和补助不计，见现金流",
        "yuan a year, mean over replications; what is paid once is left out, see the cash flow",
    ),
    "cashflow": (
        "元，正数为支出；第0年为开办以前的一次性支出，以后各年同模拟的一年，件量不变；寿命短于五年者到期重置；现值按"
        "cost.discount_rate折算",
        "yuan, positive is spent; year 0 has what is paid once before the start, the others are the simulated year at "
        "its volume; what wears out within five years is bought again; present values at cost.discount_rate",
    ),
}
FORMATS = {"outlay_parcel": TWO, "yuan_parcel": TWO, "year": "0", "n": "0"}


def party_text(name: str, parameters: Parameters, lang: str) -> str:
    """A party as a person calls it."""
    actor = actor_of(name)
    return operator_text(actor, parameters, lang) if actor else word(name, lang)


def money_sheets(
    frames: Mapping[str, pd.DataFrame], names: Mapping[str, str], parameters: Parameters, lang: str
) -> Iterator[OutputSheet]:
    """A sheet for each of the three tables that there is."""
    read: dict[str, Callable[[str], str]] = {
        "mode": names.__getitem__, "actor": lambda name: party_text(name, parameters, lang),
        "part": lambda part: say(lang, *PARTS[part]),
    }
    for key, title in TITLES.items():
        if key in frames:
            table = frames[key].dropna(axis="columns", how="all")
            said = table.assign(**{column: table[column].map(of) for column, of in read.items() if column in table})
            formats = {word(c, lang): FORMATS.get(c, WHOLE) for c in map(str, table.columns) if c not in read}
            yield OutputSheet(say(lang, *title), headed(said, lang), formats, (), say(lang, *ABOUT[key]))
