"""Lines of words in both languages, of which answers and trust cards are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Names = Mapping[str, tuple[str, str]]
"""Chinese and English name by mode."""


@dataclass(frozen=True)
class Statement:
    """A line of words in both languages: what it is about, the group it stands in, and a verdict where it is an answer.
    """

    topic: str
    zh: str
    en: str
    verdict: str = ""
    group: str = ""


def named(names: Names, mode: str) -> tuple[str, str]:
    """Chinese and English name of a mode; its key where it has none."""
    return names.get(mode, (mode, mode))
