"""Words of the catalogue, filled with facts, in either language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

WORDS = Path(__file__).parent / "words"
"""The catalogue: TOML files whose tables ``[room.name]`` have ``zh`` and ``en``, with ``{facts}`` to be filled in."""


@dataclass(frozen=True)
class Phrase:
    """An entry of the catalogue and the facts that fill it; two are equal where both are.

    A fact is a text or a number, a phrase, or a tuple of these, which is listed.
    """

    key: str
    facts: tuple[tuple[str, Any], ...] = ()

    def text(self, lang: str) -> str:
        """The phrase in ``lang``, ``zh`` or ``en``."""
        return catalogue()[self.key][lang].format_map({name: said(value, lang) for name, value in self.facts})

    def __str__(self) -> str:
        return self.text("en")


@runtime_checkable
class Spoken(Protocol):
    """What has words of its own in each language: a phrase, or a hint that is sought when it is told."""

    def text(self, lang: str) -> str:
        """In ``lang``, ``zh`` or ``en``."""


Said = str | Spoken
"""What is the same in both languages, such as a cell's content, or what has words in each."""


def phrase(key: str, **facts: Any) -> Phrase:
    """A phrase of the catalogue; see ``Phrase`` for what a fact may be."""
    return Phrase(key, tuple(facts.items()))


def said(value: Any, lang: str) -> str:
    """A phrase, text, number or tuple of them as a person reads it in ``lang``."""
    if isinstance(value, Spoken):
        return value.text(lang)
    if isinstance(value, tuple):
        return ("、" if lang == "zh" else ", ").join(said(v, lang) for v in value)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return str(value)


def number_text(value: float) -> str:
    """A number as people write it: no exponent, no trailing zeros, thousands separated from 10,000 on."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value:,.6f}" if abs(value) >= 10_000 else f"{value:.6f}" if abs(value) >= 0.001 or value == 0 else f"{value:.12f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def catalogue() -> Mapping[str, Mapping[str, str]]:
    """Every entry of the catalogue: its texts by language, by its dotted key."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(WORDS.glob("*.toml")):
        _collect(tomllib.loads(file.read_text(encoding="utf-8")), "", found)
    return found


def _collect(tree: Mapping[str, Any], prefix: str, found: dict[str, Mapping[str, str]]) -> None:
    if set(tree) == {"zh", "en"}:
        found[prefix] = tree
        return
    for name, part in tree.items():
        _collect(part, f"{prefix}.{name}" if prefix else name, found)
