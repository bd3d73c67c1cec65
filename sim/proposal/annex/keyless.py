"""The sentences of a page as a document for others says them: without the keys of the config."""

from __future__ import annotations

import re

_KEY = r"[a-z_]+(?:\.[a-z0-9_*]+)*(?:=[a-z0-9_.]+)?"
_BRACKET = re.compile(rf" ?[（(]({_KEY}(?:[、,] ?{_KEY})*)[）)]")
_SEED = re.compile(r"(?:，种子|, seed) [a-z_]+\.[a-z_]+")
_FILE = re.compile(r"\.(?:csv|xlsx|yaml|json|html)\b")


def keyless(text: str) -> str:
    """A text without brackets that hold nothing but keys, with or without a value, and without keys of seeds; other
    brackets and names of files stay."""
    return _BRACKET.sub(_left, _SEED.sub("", text))


def _left(found: re.Match[str]) -> str:
    """What stays of a bracket: nothing of one of keys, all of one of words or files."""
    inside = found[1]
    keys = ("." in inside or "=" in inside) and not _FILE.search(inside)
    return "" if keys else found[0]
