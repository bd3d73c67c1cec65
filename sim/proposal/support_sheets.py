"""Sheets on public money and on what is bought once: by rule, for how many places, once and a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from sim.parameters import Parameters
from sim.plan.actor import actor_of
from sim.proposal.sheet import TWO, WHOLE, OutputSheet
from sim.service.tables import operator_text
from sim.words import headed, say, word

TITLES = {"subsidies": ("财政补贴测算", "Subsidies"), "investment": ("投资测算", "Investment")}
FORMATS = {"qualifies": TWO, "places": TWO, "yuan_once": WHOLE, "yuan_year": WHOLE}


def support_sheets(
    frames: Mapping[str, pd.DataFrame], names: Mapping[str, str], parameters: Parameters, lang: str
) -> Iterator[OutputSheet]:
    """A sheet for each of the two tables that there is."""
    about = say(
        lang, "各次重复的均值；一次性支出按年限和利率折成年金计入每年；空：按量支付，没有名额",
        "means over replications; what is paid once is an annuity in the yearly figure; empty: paid by what is moved",
    )
    for key, title in TITLES.items():
        if key in frames:
            shown = headed(_said(frames[key], names, parameters, lang), lang)
            formats = {word(column, lang): kind for column, kind in FORMATS.items() if column in frames[key]}
            yield OutputSheet(say(lang, *title), shown, formats, (), about)


def _said(table: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> pd.DataFrame:
    """The table with modes, rules, actors and places in words."""

    def support(key: str) -> str:
        kind, _, name = key.rpartition(".")
        share = say(lang, "投资补助：", "share of investment: ") if kind == "investment" else ""
        return share + word(name, lang, "support" if kind else "category")

    def bought(key: str) -> str:
        return word(key, lang, "support")

    def actor(text: str) -> str:
        found = actor_of(text)
        return operator_text(found, parameters, lang) if found else word(text, lang)

    read: dict[str, Callable[[str], str]] = {
        "mode": names.__getitem__, "rule": support, "bought": bought, "place": bought, "payer": actor, "payee": actor
    }
    return table.assign(**{column: table[column].map(said) for column, said in read.items() if column in table})
