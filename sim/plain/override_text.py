"""Overrides as people write them, made such that a grammar can read them which knows ASCII names only, unless they are
quoted."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sim.plain.signs import strange
from sim.problems import Phrase, Problem, Said, phrase

_WORD = re.compile(r"'[^']*'|\"[^\"]*\"|[^,:=\[\]{}()'\"]*[^\x00-\x7f,:=\[\]{}()'\"][^,:=\[\]{}()'\"]*")
"""What stands in quotes, or a run of characters between the signs of the grammar that has one it does not know."""

MOST_LISTED = 1_000
"""Values of a sweep that are written out in a line."""

FOLDERS = ("hydra.run.dir=", "hydra.sweep.dir=", "hydra.sweep.subdir=", "hydra.verbose=")
"""Overrides of Hydra's own part that need nothing of the config."""

LONGEST_TOLD = 120
"""Characters of an override in a message."""

_KEY = re.compile(r"([+~]*)([^=]*)=(.*)", re.DOTALL)


def read(text: str, counties: Collection[str], parse: Callable[[str], Any]) -> Any:
    """An override, parsed, in the first way of writing it that the grammar takes: as it stands, with its words or its
    whole value in quotes, or, where the key itself has words that are not ASCII, as a map.

    Args:
        counties: the options of the group county; such a name is never a path, whatever the current folder holds.
        parse: of the grammar; raises for what it does not take.

    Raises:
        ValueError: there is no such way.
    """
    for way in _ways(text, counties, parse):
        if (found := _taken(way, parse)) is not None:
            return found
    raise ValueError(text)


def repeated(overrides: Iterable[str], but: str = "") -> Iterator[Phrase]:
    """A word on each override of which a later one of the same key takes the place; maps are laid one over the other,
    and may repeat theirs.

    Args:
        but: an override that nobody wrote.
    """
    last: dict[str, str] = {}
    for text in overrides:
        key, _, value = text.lstrip("+").partition("=")
        if not value or text == but or value.lstrip(" '\"").startswith("{"):
            continue
        if last.setdefault(key, text) != text:
            yield phrase("shell.replaced", first=brief(last[key]), last=brief(text))
            last[key] = text


def _taken(way: str, parse: Callable[[str], Any]) -> Any:
    """An override as the grammar reads it; None where it does not take it."""
    try:
        return parse(way)
    except Exception:  # the grammar's own, and whatever its functions raise on the way
        return None


def _ways(text: str, counties: Collection[str], parse: Callable[[str], Any]) -> Iterator[str]:
    found = _KEY.fullmatch(text)
    if found is None:
        yield text
        return
    sign, key, value = found.groups()
    if key == "county" and value not in counties and _is_path(value):
        yield f"county.source={quoted(value.strip(chr(34) + chr(39)))}"
        return
    if not key.isascii():
        yield from _as_map(sign, key, value, parse)
        return
    a_map = value.startswith("{") and value.endswith("}")
    if a_map and not value.isascii():
        # the grammar has no quoted keys in a map; a map in quotes is read by ``tree.read_maps``
        yield f"{sign}{key}={quoted(value)}"
    if not value.isascii():
        yield f"{sign}{key}={_WORD.sub(lambda m: _quoted_word(m[0]), value)}"
    yield text
    if a_map or not (value.isascii() or value.startswith("[")):
        yield f"{sign}{key}={quoted(value)}"


def _as_map(sign: str, key: str, value: str, parse: Callable[[str], Any]) -> Iterator[str]:
    """A key with parts that are not ASCII as a map at the part before them, each value of a sweep one."""
    parts = key.split(".")
    first = next(i for i, part in enumerate(parts) if not part.isascii())
    if first == 0:
        return
    override = read(f"x={value}", (), parse)
    values = _values(override) if override.is_sweep_override() else [value]
    opened, closed = "".join(f"{{{part}: " for part in parts[first:]), "}" * len(parts[first:])
    if values:
        yield f"{sign}{'.'.join(parts[:first])}={','.join(quoted(f'{opened}{v}{closed}') for v in values)}"


def _values(override: Any) -> list[str]:
    """The values of a sweep; none where they cannot be listed, or are more than a line would hold."""
    try:
        found = [str(v) for v in islice(override.sweep_string_iterator(), MOST_LISTED + 1)]
    except Exception:  # the grammar's own, of a glob, and whatever an interval or step makes it raise
        return []
    return found if len(found) <= MOST_LISTED else []


def _is_path(value: str) -> bool:
    return bool(value) and "," not in value and (any(c in value for c in "/\\.") or os.path.exists(value))


def quoted(word: str) -> str:
    """A word in the quotes of the grammar."""
    return "'" + word.replace("\\'", "\\\\'").replace("'", "\\'") + "'"


def brief(text: str) -> str:
    """An override as it is told to a person, cut where it is long."""
    return text if len(text) <= LONGEST_TOLD else f"{text[:LONGEST_TOLD]}…"


def _quoted_word(word: str) -> str:
    """A word in quotes, the blanks around it outside of them; one that stands in quotes stays as it is."""
    if word[0] in "'\"":
        return word
    bare = word.strip(" ")
    return word.replace(bare, quoted(bare), 1)


def unreadable(text: str, parse: Callable[[str], Any]) -> Problem:
    """The fault of an override that the grammar does not take, with the way to write it, where putting its value in
    quotes is one."""
    odd, named = strange(text), _KEY.fullmatch(text)
    if named is not None and not odd and not named[2].isascii():
        return Problem("config.unknown_key", brief(named[2]), brief(text), phrase("config.key"), phrase("config.help"))
    hint: Said = phrase("config.sign", sign=odd[0], written=odd[1]) if odd else phrase("config.quote")
    tight = re.sub(r"\s*=\s*", "=", text, count=1)
    if tight != text and not odd and _taken(tight, parse) is not None:
        hint = phrase("shell.quote", written=tight)
    found = _KEY.fullmatch(text)
    if tight == text and found is not None and not found[3].startswith(("=", "[")):
        sign, key, value = found.groups()
        way = f"{sign}{key}={quoted(value)}"
        if _taken(way, parse) is not None:
            hint = phrase("shell.quote", written=f'"{way}"')
    return Problem(
        "config.syntax", phrase("config.override", text=text[:80]), text[:200], phrase("config.key_value"), hint
    )


def touched(known: Mapping[str, Any], texts: Sequence[str]) -> dict[str, Any]:
    """Of a config's defaults the branches that overrides name, all that Hydra has to know to take them, since it takes
    long to copy the others; all, where one may ask for any of them (``${key}``), or Hydra hands the config on."""
    bare = [text.lstrip("+~") for text in texts]
    if any("${" in text or (text.startswith("hydra") and not text.startswith(FOLDERS)) for text in bare):
        return dict(known)
    named = {text.partition("=")[0].partition(".")[0] for text in bare}
    return {key: branch for key, branch in known.items() if key in named}
