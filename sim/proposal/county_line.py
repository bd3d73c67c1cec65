"""The county in one line, which every page begins with: places, people, parcels a day and a year."""

from __future__ import annotations

import re

import pandas as pd

from sim.county.county import County
from sim.demand.expected import expected
from sim.parameters import Parameters
from sim.policy.basics import county_basics
from sim.words import say, unit_text, word


def county_line(county: County, parameters: Parameters, lang: str) -> str:
    """The line of a county with a config's demand."""
    return facts_line(county_basics(county, expected(county, parameters)), lang)


def facts_line(basics: pd.DataFrame | None, lang: str) -> str:
    """The county in one line: places, people, parcels a day and a year; empty without the table ``basics``."""
    rows = [] if basics is None else list(basics[["item", "value", "unit"]].itertuples(index=False))
    return " · ".join(
        say(
            lang, f"{word(str(item), lang, 'basics')}{value:,.0f}{'' if unit == '-' else unit_text(unit, lang)}",
            f"{value:,.0f} {_counted(value, word(str(item), lang, 'basics'))}",  # items name what they count
        )
        for item, value, unit in rows if value
    )


def _counted(number: float, name: str) -> str:
    """An English name of several, of one where there is one."""
    one = re.sub("^(village point|village|township)s", r"\1", name).replace("communities", "community", 1)
    return one if number == 1 else name

