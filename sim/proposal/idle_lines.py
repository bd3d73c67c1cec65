"""What is said of overrides that change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sim.problems import phrase


def idle_lines(found: Mapping[str, Sequence[str]], called: Mapping[str, str], lang: str) -> list[str]:
    """A line for each override that changes nothing, with the scenarios where that is so unless it is all of them.

    Args:
        found: the scenarios, by the override. ``called``: what all scenarios are called.
    """
    lines = []
    for text, scenarios in found.items():
        told = phrase("shell.idle", text=text, where=tuple(called[s] for s in scenarios))
        if len(scenarios) == len(called):
            told = phrase("shell.idle_everywhere", text=text)
        lines.append(told.text(lang))
    return lines
