"""Words of a command line that were typed on a Chinese keyboard, with the signs that the grammar of overrides knows."""

from __future__ import annotations

import os
import re

from sim.plain.signs import narrow

_KEY = re.compile(r"([^=＝]*)[=＝](.*)", re.DOTALL)
_QUOTED = re.compile(r"('[^']*'|\"[^\"]*\")")
_AROUND = str.maketrans("，：［］【】｛｝、", ",:[][]{},")
_NUMBER = re.compile(r"(?<=[\[{,:])\s*[－＋+-]?[０-９．.\d]+\s*(?=[\]},])")


def straightened(word: str) -> str:
    """A word of the command line as it is meant: its key, and its value where that has nothing but such signs, letters
    and digits of ASCII, or, in a list or a map, the signs between its items and its numbers. Names keep theirs, and so
    do the path of a file that there is, and what stands in quotes in a list."""
    found = _KEY.fullmatch(word)
    if found is None:
        return narrow(word) if narrow(word).startswith("~") else word
    key, value = found[1].translate(str.maketrans("．。＋～", "..+~")).strip("\u3000"), found[2]
    return f"{key}={value if value.isascii() else _value(value)}"


def _value(value: str) -> str:
    if os.path.exists(value[:1000]):
        return value
    if narrow(value).isascii():
        return narrow(value)
    if not (value[0] in "[{［【｛" and value[-1] in "]}］】｝"):
        return value
    parts = _QUOTED.split(value)
    return "".join(
        part if i % 2 else _NUMBER.sub(lambda m: narrow(m[0]), part.translate(_AROUND)) for i, part in enumerate(parts)
    )


def names_folder(word: str) -> bool:
    """Whether a word is a folder, or the path of one that may be missing."""
    return os.path.isdir(word) or bool(re.fullmatch(r"[^=-][^=]*[/\\][^=]*", word))
