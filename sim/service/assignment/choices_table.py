"""Which mode serves which village, and the rule that gave it, as a table."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from sim.county.county import County
from sim.plan.note import Choice
from sim.plan.plan import ServicePlan
from sim.problems import Phrase, phrase
from sim.service.mode.mode import Mode
from sim.words import word

ASSIGNMENT = ["pool", "township", "township_name", "village", "name", "service_mode", "rule", "reason"]
ALONE = "alone"
"""Stands for the mode where each brand of the pool works in a mode of its own."""


def choices_table(plan: ServicePlan, county: County, modes: Mapping[str, Mode], lang: str = "zh") -> pd.DataFrame:
    """A row for each village and pool, in the plan's order.

    ``service_mode`` is the key of the mode that serves it, ``alone`` where each brand works alone; ``rule`` what gave it: ``table``,
    ``township``, ``rule.N``, ``rest``, each with ``+backstop`` where that mode does not reach the village; ``reason`` says it in words.
    """
    return pd.DataFrame([_row(choice, county, modes, lang) for choice in plan.choices], columns=ASSIGNMENT)


def _row(choice: Choice, county: County, modes: Mapping[str, Mode], lang: str) -> tuple[str, ...]:
    village = county.villages[choice.village]
    seat = county.townships[village.township]
    served = bool(choice.mode) and modes[choice.mode].serves_pools
    rule = f"{choice.rule}+backstop" if choice.missed else choice.rule
    return (
        choice.pool, seat.code, seat.name, village.code, village.name, choice.mode if served else ALONE, rule, reason(choice, modes).text(lang)
    )  # fmt: skip


def rule_text(rule: str, lang: str) -> str:
    """The ``rule`` of a row in words: rule 2, backstop."""
    return ", ".join(" ".join((word(kind, lang, "rule"), number)).strip() for kind, _, number in (part.partition(".") for part in rule.split("+")))


def reason(choice: Choice, modes: Mapping[str, Mode]) -> Phrase:
    """Why a village is served as it is: the rule, and the modes that do not reach it."""
    if not choice.missed:
        return choice.reason
    return phrase("assignment.because_missed", reason=choice.reason, modes=tuple(modes[key].named for key in choice.missed))
