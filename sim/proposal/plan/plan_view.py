"""How a table of a plan is shown: the one description that the workbook and the page are made from."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from sim.policy.document import CountyPlan
from sim.proposal.names import place_names
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.words import say

_ROUNDING = 1e-6
"""The error of a mean of whole numbers, rounded as it is written in a table."""


@dataclass(frozen=True, eq=False)
class PlanReader:
    """Whose table is shown to whom: the plan (None: there is none), what it was simulated on, and the language."""

    document: CountyPlan | None
    prepared: Prepared
    lang: str

    def place(self, name: str) -> str:
        """A place, or the county itself, by its Chinese name."""
        county = self.prepared.county
        if name == county.name:
            return say(self.lang, county.name, county.name_en or county.name)
        return place_names(county, self.lang).get(name, name)

    @property
    def modes(self) -> dict[str, str]:
        """What people call the columns."""
        return mode_names(self.prepared, self.lang)


@dataclass(frozen=True)
class PlanView:
    """One table as people read it.

    Attributes:
        title, about: in Chinese and English; ``about`` says what must be known to read it.
        shown: from the table of the results folder to the one with heads and keys in words.
        formats: number formats (``sim.proposal.sheet``) by column of the results folder's table.
        on_page: how many rows the page shows at most, none with 0; the workbook shows all.
        page_shown: as ``shown``, where the page has the table in another form.
    """

    title: tuple[str, str]
    about: tuple[str, str]
    shown: Callable[[pd.DataFrame, PlanReader], pd.DataFrame]
    formats: Mapping[str, str] = field(default_factory=dict)
    on_page: int = 40
    page_shown: Callable[[pd.DataFrame, PlanReader], pd.DataFrame] | None = None


def not_known(count: float, lang: str) -> str:
    """Of how many places nobody says, as it stands behind a number of places; empty of none."""
    return say(lang, f"（{count:,.0f}个不详）", f" ({count:,.0f} not known)") if count > 0 else ""


def of_places(count: float, places: float, most: float | None = None) -> str:
    """A number of places and their share: ``24/25, 96.0%``; the number alone where nobody knows how many there are. Of
    a mean over replications the whole places are told.

    Args:
        most: the largest number, where ``count`` is the least of several: ``23–24/25, 92.0%–96.0%``.
    """
    if count != count:
        return ""
    if places != places or not places:
        return f"{count:,.6g}"
    ends = [math.floor(x + _ROUNDING) for x in (count, *([] if most is None or most == count else [most]))]
    return "–".join(f"{x:,}" for x in ends) + f"/{places:,.0f}, " + "–".join(f"{x / places:.1%}" for x in ends)
