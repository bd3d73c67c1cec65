"""The trust card of a study over many scenarios: what every result of it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from sim.proposal.lines import LIMITS, Statement
from sim.proposal.trust import GROUPS, LAWS
from sim.words import say

Lines = Sequence[tuple[str, str]]
"""Lines of words, each in Chinese and English."""


def card(inputs: Sequence[Statement], precision: Lines, change: Lines, lang: str) -> list[tuple[str, list[str]]]:
    """Lines by heading, for ``page``; a heading without a line is left out.

    Args:
        inputs: what of the county is real; ``sim.proposal.trust.input_lines``.
        precision: on what the numbers rest: days, replications, the precision reached, the model's version.
        change: what would change the answer.
    """
    lines: dict[str, Lines] = {
        "checks": tuple(LAWS.values()), "precision": precision, "input": [(x.zh, x.en) for x in inputs],
        "change": change, "limits": LIMITS,
    }
    return [(say(lang, *GROUPS[key]), [say(lang, *pair) for pair in lines[key]]) for key in GROUPS if lines.get(key)]
