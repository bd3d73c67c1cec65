"""Keys and texts said in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.words.pairs import WEEKDAYS, WORDS

if TYPE_CHECKING:
    import pandas as pd

LANGUAGES = ("zh", "en")


def word(key: str, lang: str = "zh", context: str = "") -> str:
    """The word for ``key`` in ``lang``; ``context`` (``leg``, ``level``) tells homonyms apart. A key without a word is
    returned as it is."""
    pair = WORDS.get(f"{context}.{key}") or WORDS.get(key)
    return key if pair is None else pair[LANGUAGES.index(lang)]


@dataclass(frozen=True)
class Word:
    """A key that is said by its word in either language; see ``word``."""

    key: str
    context: str = ""

    def text(self, lang: str) -> str:
        """The word in ``lang``."""
        return word(self.key, lang, self.context)


@dataclass(frozen=True)
class Named:
    """A name in Chinese and, where there is one, in English."""

    zh: str
    en: str = ""

    def text(self, lang: str) -> str:
        """The name in ``lang``."""
        return self.zh if lang == "zh" else self.en or self.zh


def headed(frame: pd.DataFrame, lang: str = "zh") -> pd.DataFrame:
    """``frame`` with its columns named for a reader; columns without a word keep their key."""
    return frame.rename(columns={c: word(str(c), lang) for c in frame.columns})


def weekdays_text(days: Iterable[int], lang: str = "zh") -> str:
    """Weekdays (Monday 0) in words: 每天, 周一、三、五; daily, Mon Wed Fri."""
    found = sorted(set(days))
    if len(found) == 7:
        return word("daily", lang)
    names = [WEEKDAYS[d][LANGUAGES.index(lang)] for d in found]
    if lang == "zh":
        return "周" + "、".join(names) if names else ""
    return " ".join(names)


def say(lang: str, zh: str, en: str) -> str:
    """The text of the two that is in ``lang``; for sentences used in one place only."""
    return (zh, en)[LANGUAGES.index(lang)]
