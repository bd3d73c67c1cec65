"""What each chapter of a proposal finds, in sentences with their intervals; a chapter of which nothing can be said has
none.

No sentence is about a plan that is overloaded but the one that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from sim.proposal.comparison.evidence import Evidence
from sim.proposal.findings import findings_money, findings_places, findings_plan, findings_service

FINDINGS: Mapping[str, Callable[[Evidence], Iterator[str]]] = {
    "goals": findings_plan.goals,
    "today": findings_places.today,
    "scheme": findings_service.scheme,
    "modes": findings_service.modes,
    "villages": findings_places.villages,
    "backstop": findings_places.backstop,
    "means": findings_service.means,
    "timetable": findings_service.timetable,
    "targets": findings_plan.targets,
    "subsidies": findings_money.subsidies,
    "money": findings_money.money,
    "change": findings_plan.change,
    "inputs": findings_plan.inputs,
}
"""By key of the chapter (``sim.proposal.annex.chapters``)."""

WITHOUT_SCHEME = ("goals", "modes", "inputs")
"""Chapters that say something where the scheme is overloaded too."""


def findings(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The sentences of every chapter."""
    keys = FINDINGS if evidence.scheme else WITHOUT_SCHEME
    return {key: told for key in keys if (told := tuple(FINDINGS[key](evidence)))}
