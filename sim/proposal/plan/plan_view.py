"""How a table of a plan is shown: the one description that the workbook and the page are made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from sim.policy.document import CountyPlan
from sim.proposal.names import place_names
from sim.proposal.tables import mode_names
from sim.service.prepared import Prepared
from sim.words import say


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


def of_places(count: float, places: float) -> str:
    """A number of places and their share: ``24/25, 96.0%``; the number alone where nobody knows how many there are."""
    if count != count:
        return ""
    if places != places or not places:
        return f"{count:,.6g}"
    return f"{count:,.6g}/{places:,.6g}, {count / places:.1%}"
