"""Words of the catalogue, filled with facts, in either language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
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

MOST = 12
"""A list of more than these is told by its first ``SHOWN`` and how many there are."""

SHOWN = 8


def phrase(key: str, /, **facts: Any) -> Phrase:
    """A phrase of the catalogue; see ``Phrase`` for what a fact may be."""
    return Phrase(key, tuple(facts.items()))


@dataclass(frozen=True)
class Joined:
    """Things that belong together, joined by a sign: 甲镇+乙镇."""

    parts: tuple[Said, ...]
    sign: str = "+"

    def text(self, lang: str) -> str:
        """The parts in ``lang``."""
        return self.sign.join(said(p, lang) for p in self.parts)


def one_of(names: Iterable[Said], sort: bool = False) -> Phrase:
    """The phrase for one of some names; of many, the first are told (see ``listed``)."""
    return phrase("allowed.one_of", names=tuple(sorted(names, key=str) if sort else names))


def said(value: Any, lang: str) -> str:
    """A phrase, text, number or tuple of them as a person reads it in ``lang``."""
    if isinstance(value, str):  # first, as most are; to look for what a thing can do takes long
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return listed([said(v, lang) for v in value], lang)
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return value.text(lang) if isinstance(value, Spoken) else str(value)


def joined(texts: Iterable[str], lang: str) -> str:
    """Texts as a list in a sentence."""
    return ("、" if lang == "zh" else ", ").join(texts)


def listed(texts: Sequence[str], lang: str, most: int = MOST, shown: int = SHOWN) -> str:
    """Texts as a list; of more than ``most`` the first ``shown``, and how many there are."""
    if len(texts) <= most:
        return joined(texts, lang)
    return phrase(
        "list.and_more", shown=joined(texts[:shown], lang), count=len(texts), more=len(texts) - shown
    ).text(lang)


def beside(parts: Iterable[str], lang: str, between: str = ", ") -> str:
    """Texts one after the other, empty ones left out; Chinese has nothing between them but a space after a word of
    Latin letters."""
    told = [p for p in parts if p]
    if lang != "zh":
        return between.join(told)
    out = ""
    for part in told:
        out += (" " if out[-1:].isascii() and out[-1:].isalnum() and part[0].isalnum() else "") + part
    return out


def number_text(value: float) -> str:
    """A number as people write it: no exponent, no trailing zeros, thousands separated from 10,000 on."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    text = f"{value:,.6f}" if abs(
        value
    ) >= 10_000 else f"{value:.6f}" if abs(value) >= 0.001 or value == 0 else f"{value:.12f}"
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
