"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sim.problems.phrase import Said, phrase, said


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word closest to a misspelt one; empty when nothing is close."""
    import difflib

    cutoff = 0.5 if len(word) <= 3 and not word.isascii() else 0.6  # of two Chinese characters one is right
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return close[0] if close else ""


@dataclass(frozen=True)
class Guess:
    """A hint that names the known word closest to ``word``, sought when it is told: of a thousand faults a few are
    shown."""

    word: str
    known: tuple[str, ...] = field(compare=False, repr=False)
    otherwise: Said = ""

    def text(self, lang: str) -> str:
        """The hint in ``lang``; ``otherwise`` when nothing is close."""
        close = nearest(self.word, self.known)
        return phrase("hint.did_you_mean", word=close).text(lang) if close else said(self.otherwise, lang)

    def __str__(self) -> str:
        return self.text("en")


def did_you_mean(word: str, known: Iterable[str], otherwise: Said = "") -> Guess:
    """A hint naming the known word closest to a misspelt one; tells ``otherwise`` when none is close."""
    return Guess(word, tuple(known), otherwise)


def key_hint(key: str, known: list[str]) -> Said:
    """A hint for a key that does not exist: the nearest one, or where all are listed."""
    close = nearest_key(key, known)
    return phrase("hint.did_you_mean", word=close) if close else phrase("config.help")


_FILE = re.compile(r".*\.(?:xlsx|xlsm|xls|csv|txt|ya?ml)|.*[/\\\\].*", re.IGNORECASE)
_FILED = ("plan", "assignment", "demand")
"""Groups whose tables have a key of their own."""


def file_hint(group: str, word: str) -> Said:
    """How a file is named that is given where a choice of a group stands; empty for any other word."""
    if not _FILE.fullmatch(word):
        return ""
    return phrase(f"hint.file_of_{group}" if group in _FILED else "hint.file_of_any", file=word, group=group)


def nearest_key(key: str, flat: list[str]) -> str:
    """The known key closest to a misspelt one: as a whole, or by its last words."""
    if close := nearest(key, flat):
        return close
    tails = {k.split(".", 1)[1]: k for k in flat if "." in k}
    return tails.get(nearest(key, tails), "")
