"""Text as it is meant: without what nobody sees, on one line. One rule for every cell and heading of every table."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = ("Cc", "Cf", "Cs")
_BREAKS = "\t\n\v\f\r\x85\u2028\u2029"
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_BREAK_AMID = re.compile(rf"(?<=[{_WIDE}])[ ]*\n[ \n]*(?=[{_WIDE}])")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_BLANK = re.compile("[\\u115f\\u1160\\u2800\\u303f\\u3164\\uffa0]")
"""Letters and signs that show as a space: fillers of Hangul and of half a square, the empty pattern of Braille."""

_SPACES = re.compile(r"[ \n]+")


def clean(text: str) -> str:
    """A cell without control and format characters (zero-width, marks of direction, variation selectors), spaces at its
    ends and line breaks: a break between Chinese characters goes, any other stands as a space, runs of spaces become
    one."""
    text = _BLANK.sub(" ", text)
    if text.isprintable() and not _SELECTORS.search(text):
        return text.strip() if "  " not in text else _SPACES.sub(" ", text).strip()
    seen = "".join(_seen(c) for c in text)
    return _SPACES.sub(" ", _BREAK_AMID.sub("", seen)).strip()


def _seen(char: str) -> str:
    if char in _BREAKS:
        return "\n"
    kind = unicodedata.category(char)
    if kind in _UNSEEN or _SELECTORS.match(char):
        return ""
    return " " if kind.startswith("Z") else char


def folded(text: str) -> str:
    """Clean text for comparison: compatibility forms (full-width, circled, ligatures) and case made one (NFKC,
    casefold)."""
    return clean(unicodedata.normalize("NFKC", clean(text)).casefold())
