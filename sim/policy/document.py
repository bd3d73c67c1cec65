"""A county's plan as data 实施方案: scenarios, targets, subsidies, each line with the fact that it comes from."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from sim.county.facilities import COLUMNS
from sim.measure.registry import keys, kpi_of
from sim.parameters.once import Names
from sim.parameters.quantity import Section
from sim.parameters.support import Subsidy
from sim.problems import RefusedError, did_you_mean, number_text, one_of, phrase, refuse_all
from sim.service.assignment.assignment import Assignment
from sim.service.assignment.rule import Condition

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")

What = Literal[
    "villages_reached", "villages_with_point", "points_to_standard", "centres", "centres_to_standard", "hub", "kpi"
]
"""What a target counts: villages that are reached or have a point, points and township centres (to standard), the hub;
or the figure of a KPI."""


class PlanLine(Section):
    """A line of a plan: its words in both languages, and the id of the fact that it comes from (empty: the user's own).
    """

    zh: str = ""
    en: str = ""
    fact: str = ""


class PlanTarget(PlanLine):
    """What is to be reached by a day 目标.

    Attributes:
        what: see ``What``.
        share: of the places that it counts, rounded up to the number that it needs; ``count``: that number itself.
        of: how many places there are by the plan; None: those of the county.
        kpi: of what ``kpi`` the mean is to be ``at_least`` or ``at_most``.
        places: codes or names of the townships that count, each once; empty: all. None of the hub or a KPI, which are
            the county's.
        by: the last day.
    """

    what: What
    share: float | None = Field(None, gt=0, le=1)
    count: int | None = Field(None, ge=1, le=1_000_000)
    of: int | None = Field(None, ge=1, le=1_000_000)
    kpi: str = ""
    at_least: float | None = None
    at_most: float | None = None
    places: Names = ()
    by: dt.date

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        """A count is asked for by one of its two words and is none above its whole, a KPI by its bound."""
        mine = (self.at_least, self.at_most) if self.what == "kpi" else (self.share, self.count)
        other = (self.share, self.count) if self.what == "kpi" else (self.at_least, self.at_most)
        given = sum(x is not None for x in mine)
        if given != 1 or any(x is not None for x in other):
            found = phrase("plan.bounds_given", count=given) if given != 1 else self.what
            raise RefusedError(phrase("plan.bound_kpi" if self.what == "kpi" else "plan.bound_count"), found=found)
        if (self.what == "kpi") != bool(self.kpi) or (self.kpi and self.kpi not in keys()):
            raise RefusedError(phrase("plan.kpi"), found=self.kpi or self.what)
        if self.count and self.of and self.count > self.of:
            raise RefusedError(phrase("plan.count_of", count=self.of), found=str(self.count))
        bounds = {key: x for key, x in (("at_least", self.at_least), ("at_most", self.at_most)) if x is not None}
        if self.kpi and kpi_of(self.kpi).unit == "share" and not all(0 <= x <= 1 for x in bounds.values()):
            told = ", ".join(map(number_text, bounds.values()))
            raise RefusedError(phrase("config.share"), found=told, keys=tuple(bounds))
        return self

    @model_validator(mode="after")
    def _of_places(self) -> Self:
        """What is the county's as a whole counts no places."""
        none = {"hub": ("places",), "kpi": ("places", "of")}.get(self.what, ())
        if given := [name for name in none if getattr(self, name)]:
            found = ", ".join(map(str, self.places or [self.of]))
            raise RefusedError(phrase("plan.of_county", what=self.what, keys=none), found=found, keys=tuple(given))
        return self


class PlanSubsidy(PlanLine, Subsidy):
    """A rule by which public money is paid 补助: what ``Subsidy`` says, and who pays it in the plan's words.

    Attributes:
        payer_zh, payer_en: the office or fund; empty: the public purse.
    """

    payer_zh: str = ""
    payer_en: str = ""

    def parameters(self) -> dict[str, Any]:
        """What of it the model reckons with, by the plan's words for it."""
        named = {"name_zh": self.zh, "name_en": self.en}
        return {**self.model_dump(mode="json", include=set(Subsidy.model_fields)), **named}


class PlanStandard(PlanLine):
    """What places are to have 设施标准.

    Attributes:
        of: which places. ``item``: a column of their table (``sim.county.facilities``).
        at_least: of it; 1 of what a place has or has not.
        places: codes or names of the townships in which they are, each once; empty: all.
    """

    of: Literal["hub", "township", "village"]
    item: str
    at_least: float = Field(1.0, gt=0, le=1e6)
    places: Names = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        """The item is one of the places' table."""
        known = {column.key: f"{column.key}（{column.zh}）" for column in COLUMNS[self.of]}
        if self.item not in known:
            named = {c.key: f"{c.key}（{c.zh}）" for of in COLUMNS.values() for c in of}
            raise RefusedError(
                one_of(known.values()), did_you_mean(self.item, known), found=named.get(self.item, self.item)
            )
        if self.at_least != 1 and any(c.key == self.item and c.kind == "choice" for c in COLUMNS[self.of]):
            allowed = phrase("plan.yes_or_no", item=known[self.item])
            raise RefusedError(allowed, found=number_text(self.at_least), keys=("at_least",))
        return self


class PlanStage(PlanLine):
    """Villages that come in from a month on 推进.

    Attributes:
        month: year and month, ``2021-12``.
        villages: which; with nothing said, all.
    """

    month: str
    villages: Condition = Condition()

    @field_validator("month")
    @classmethod
    def _a_month(cls, value: str) -> str:
        if not _MONTH.fullmatch(value):
            raise RefusedError(phrase("plan.month"))
        return value


class CountyPlan(Section):
    """One plan document.

    Attributes:
        name_zh, name_en: its title. ``issued``: its day. ``office_zh``, ``office_en``: who leads and reports.
        counties: slugs of the counties of a prefecture, each of which is simulated; empty: the one that is chosen.
        scenarios: the columns that it compares, each an assignment by its key, the status quo first.
        modes: that the plan allows; empty: all. ``backstop``: those of them that stand in where no other serves.
        targets, facilities, subsidies, rollout: by key.
    """

    name_zh: str = ""
    name_en: str = ""
    issued: dt.date | None = None
    office_zh: str = ""
    office_en: str = ""
    counties: tuple[str, ...] = ()
    scenarios: dict[str, Assignment] = Field(min_length=1)
    modes: tuple[str, ...] = ()
    backstop: tuple[str, ...] = ()
    targets: dict[str, PlanTarget] = {}
    facilities: dict[str, PlanStandard] = {}
    subsidies: dict[str, PlanSubsidy] = {}
    rollout: dict[str, PlanStage] = {}

    @model_validator(mode="after")
    def _lines_once(self) -> Self:
        """No two lines are the same, as a row that was copied is: a subsidy would be paid twice."""
        again = []
        for section in ("targets", "facilities", "subsidies", "rollout"):
            lines = list(getattr(self, section).items())
            for i, (key, line) in enumerate(lines):
                first = next((other for other, of in lines[:i] if of == line), None)
                if first is not None:
                    told = phrase("plan.same_line", first=first.removeprefix("row"))
                    again.append(RefusedError(phrase("plan.line_once"), found=told, keys=(f"{section}.{key}",)))
        refuse_all(again)
        return self

    @model_validator(mode="after")
    def _only_what_is_allowed(self) -> Self:
        """What comes after the status quo serves in allowed modes only."""
        later = list(self.scenarios.values())[1:]
        used = {m for s in later for m in (s.mode, *s.townships.values(), *(r.mode for r in s.rules), *s.backstop)}
        if wrong := sorted(used - {*self.modes, *self.backstop}) if self.modes else []:
            raise RefusedError(one_of(self.modes), found=", ".join(wrong))
        return self

    @property
    def column(self) -> str:
        """The key of the plan's own scenario, which comes after the status quo."""
        return [*self.scenarios, *self.scenarios][1]

    def named(self) -> dict[str, Assignment]:
        """The scenarios, each called by its key."""
        return {key: spread.model_copy(update={"name": key}) for key, spread in self.scenarios.items()}
