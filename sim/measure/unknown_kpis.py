"""Names of KPIs as a person writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sim.measure.registry import keys
from sim.problems import Problem, did_you_mean, phrase


def unknown_kpis(where: str, names: Iterable[str]) -> Iterator[Problem]:
    """Names that are no KPI, each with the nearest one that is."""
    known = keys()
    for name in names:
        if name not in known:
            allowed = phrase("config.kpi_like", names=tuple(known[:3]))
            yield Problem("config.unknown_kpi", where, name, allowed, did_you_mean(name, known))
