"""What the findings of a proposal are read from: the tables of a comparison, the scheme that is proposed, and today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN
from sim.measure.kpi import ALL, SCOPES
from sim.measure.registry import kpi_of, name_of
from sim.policy.document import CountyPlan
from sim.proposal.comparison.compared import Compared
from sim.proposal.lines import spread
from sim.proposal.tables import mode_names, status_quo
from sim.service.prepared import Prepared, Scenario
from sim.words import LANGUAGES, amount, word


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """A comparison as findings read it, in one language.

    Attributes:
        tables: by name, as in the results folder. ``names``: what people call each mode.
        scheme: the mode that is proposed; empty where every plan is overloaded.
        today: the status quo; empty where there is none, or where it is overloaded and no yardstick.
        overloaded: modes whose figures do not count.
        document: the county's plan, if there is one.
        replications: how many there are of each mode.
    """

    prepared: Prepared
    tables: Mapping[str, pd.DataFrame]
    names: Mapping[str, str]
    scheme: str
    today: str
    overloaded: frozenset[str]
    document: CountyPlan | None
    replications: int
    lang: str

    @property
    def scenario(self) -> Scenario:
        """The scheme's column."""
        return next(s for s in self.prepared.scenarios if s.name == self.scheme)

    def rows(self, table: str, mode: str | None = None) -> pd.DataFrame:
        """The rows of a table that are of a mode (None: of the scheme); none where there is no such table."""
        found = self.tables.get(table)
        if found is None:
            return pd.DataFrame({"mode": []})
        return found[found["mode"] == (self.scheme if mode is None else mode)]

    def mean(self, kpi: str, mode: str | None = None) -> float:
        """The mean of a KPI; NaN where there is none."""
        row = self._row(kpi, mode)
        return float("nan") if row is None else float(row["mean"])

    def told(self, kpi: str, mode: str | None = None) -> str:
        """A KPI with its interval: ``12.03元/件 [10.68, 13.38]``; a word where it has no value."""
        row = self._row(kpi, mode)
        if row is None or row["mean"] != row["mean"]:
            return word(NOT_IN_PLAN, self.lang) if row is not None and row["state"] == NOT_IN_PLAN else "—"
        unit = kpi_of(kpi).unit
        return amount(row["mean"], unit, self.lang) + spread(row["ci_low"], row["ci_high"], unit)

    def named(self, kpi: str, mode: str | None = None) -> str:
        """A KPI by name, whose parcels it is of, and its value."""
        scope = SCOPES[ALL if kpi.endswith(ALL) else ""][LANGUAGES.index(self.lang)]
        name, told = name_of(kpi.removesuffix(ALL), self.lang), self.told(kpi, mode)
        return f"{name}（{scope}）{told}" if self.lang == "zh" else f"{name} ({scope}) {told}"

    def _row(self, kpi: str, mode: str | None) -> dict[Any, Any] | None:
        rows = self.rows("summary", mode)
        rows = rows[rows["kpi"] == kpi] if len(rows) else rows
        return dict(rows.iloc[0]) if len(rows) else None


def evidence(result: Compared, tables: Mapping[str, pd.DataFrame], lang: str) -> Evidence:
    """What the findings of a comparison are read from.

    Args:
        tables: every table of its results folder.
    """
    prepared, over = result.prepared, result.frames.overloaded
    today = next((name for name in status_quo(prepared)), "")
    return Evidence(
        prepared=prepared, tables=tables, names=mode_names(prepared, lang), scheme=scheme_of(result),
        today=today if today not in over else "", overloaded=frozenset(over), document=result.document,
        replications=result.replications, lang=lang,
    )


def scheme_of(result: Compared) -> str:
    """The mode that is proposed: the plan's own column after its status quo; with no plan the one that costs society
    least, of those that are no status quo where there is another. Empty where it is overloaded.
    """
    names = [s.name for s in result.prepared.scenarios if s.name not in result.frames.overloaded]
    planned = list(result.document.scenarios)[1:2] if result.document else []
    if planned:
        return planned[0] if planned[0] in names else ""
    today = status_quo(result.prepared)
    offered = [name for name in names if name not in today] or names
    summary = result.frames.summary
    costs = summary[summary["kpi"] == f"cost_system_parcel{ALL}"].set_index("mode")["mean"]
    return min(offered, key=lambda name: float(costs.get(name, float("inf"))), default="")
