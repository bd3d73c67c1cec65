"""The sheet on what is bought once: by whom, for how many places, once and a year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from sim.parameters import Parameters
from sim.plan.actor import actor_of
from sim.proposal.comparison.titles import title_of
from sim.proposal.sheet import TWO, WHOLE, OutputSheet
from sim.service.tables import operator_text
from sim.words import headed, say, word

FORMATS = {"places": TWO, "yuan_once": WHOLE, "yuan_year": WHOLE}


def support_sheets(
    frames: Mapping[str, pd.DataFrame], names: Mapping[str, str], parameters: Parameters, lang: str
) -> Iterator[OutputSheet]:
    """The sheet of what is bought once, where anything is."""
    if "investment" in frames:
        about = say(
            lang, "各次重复的均值；一次性支出按年限和利率折成年金计入每年",
            "means over replications; what is paid once is an annuity in the yearly figure",
        )
        formats = {word(column, lang): kind for column, kind in FORMATS.items()}
        shown = headed(_said(frames["investment"], names, parameters, lang), lang)
        yield OutputSheet(title_of("investment", lang), shown, formats, (), about)


def _said(table: pd.DataFrame, names: Mapping[str, str], parameters: Parameters, lang: str) -> pd.DataFrame:
    """The table with modes, actors and places in words."""

    def bought(key: str) -> str:
        return word(key, lang, "support")

    def actor(text: str) -> str:
        found = actor_of(text)
        return operator_text(found, parameters, lang) if found else word(text, lang)

    read: dict[str, Callable[[str], str]] = {
        "mode": names.__getitem__, "bought": bought, "place": bought, "payer": actor
    }
    return table.assign(**{column: table[column].map(said) for column, said in read.items() if column in table})
