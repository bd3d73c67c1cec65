"""Finds the places that a table means by a word: by code, by the very name, and by forgiving spelling where that finds
exactly one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from sim.table.characters import simplified
from sim.table.clean import folded

_SPACED = re.compile(r"(?<!\d)-|-(?!\d)|[\s·•._'’*]+")
_BRACKETS = str.maketrans("[{【〔<《", "((((((") | str.maketrans("]}】〕>》", "))))))")
_ASIDE = re.compile(r"\([^()]*\)")
_OFFICES = (
    (re.compile(r"(?:社区)?(?:居民委员会|居委会|居委)$|社区$"), "社区"),
    (re.compile(r"(?:村民委员会|村委会|村委|行政村|建制村|村)$"), "村"),
    (re.compile(r"(?<=[镇乡木])(?:人民政府|政府)$"), ""),
    (re.compile(r"街道(?:办事处|办)?$"), "街道"),
)
"""Offices and kinds that stand for the place that they serve."""

_KINDS = re.compile(r"(镇|乡|街道|苏木|村|嘎查|社区)$")
_LIKE = {
    "镇": "township", "乡": "township", "街道": "township", "苏木": "township", "村": "village", "嘎查": "village",
    "社区": "community",
}

LONGEST = 200
"""Longer words are the name of no place."""


def exact(word: str) -> str:
    """A name as it is compared first: cleaned, width and case made one, no spaces around a slash."""
    return re.sub(r"\s*/\s*", "/", folded(word[:LONGEST]))


def spaceless(word: str) -> str:
    """``exact`` without spaces and dots, in simplified characters; a hyphen between digits stays: 1-2连 is not 12连."""
    return simplified(_SPACED.sub("", exact(word)).translate(_BRACKETS))


def placed(word: str) -> str:
    """``spaceless`` with the office that stands for a place as the place: 上河村委会 is 上河村, 东里镇人民政府 is
    东里镇."""
    text = spaceless(word)
    for office, place in _OFFICES:
        if (found := office.search(text)) and found.start() > 0:
            return text[: found.start()] + place
    return text


def stem_and_kind(word: str) -> tuple[str, str]:
    """``placed`` without its kind, and the kind: 东里 and 镇; the kind is empty where the name has none."""
    text = placed(word)
    found = _KINDS.search(text)
    return (text[: found.start()], found.group(1)) if found and found.start() > 0 else (text, "")


def without_aside(word: str) -> str:
    """A name without what stands in brackets."""
    return placed(_ASIDE.sub("", spaceless(word)))


Keys = Callable[[str], Sequence[str]]
Above = Callable[[str], str]


def _one(key: Callable[[str], str]) -> Keys:
    return lambda word: (key(word),)


def _kindless(word: str) -> Sequence[str]:
    stem, kind = stem_and_kind(word)
    return (f"{stem}+" if kind else f"{stem}-",)


def _alike(word: str) -> Sequence[str]:
    """Keys by which kinds of one level meet; a stem of one character is too little to go by."""
    stem, kind = stem_and_kind(word)
    return (f"{stem}/{_LIKE[kind]}",) if kind and len(stem) > 1 else ()


def _bracketless(word: str) -> Sequence[str]:
    bare, whole = without_aside(word), placed(word)
    return (f"{bare}+" if bare != whole else f"{whole}-",)


def _opposite(keys: Keys) -> Keys:
    """Keys by which what has something meets what has not: of ``东里+`` the key ``东里-``, and the other way round."""
    return lambda word: tuple(k[:-1] + ("-" if k.endswith("+") else "+") for k in keys(word))


_LEVELS: tuple[tuple[Keys, Keys], ...] = (
    (_one(exact), _one(exact)),
    (_one(spaceless), _one(spaceless)),
    (_one(placed), _one(placed)),
    (_kindless, _opposite(_kindless)),
    (_alike, _alike),
    (_bracketless, _opposite(_bracketless)),
)
"""Ever more forgiving spelling: the keys that a place is kept under, and those that a word is looked for by."""


class Names:
    """Places by code and name, those of a parent (such as the villages of townships) also by 乡镇/村名 or with the
    parent beside them.

    A word is looked for by code, then by the very name, then by ever more forgiving spelling; the first that finds
    anything holds. Forgiving spelling leaves out spaces, takes traditional characters for simplified ones, offices for
    places, a missing kind (东里 for 东里镇), another kind of the same level (东里街道 for 东里镇), brackets that only
    one side has; at last it leaves out what lies above all places (沂源县东里镇 for 东里镇).

    Args:
        above: takes that off a name; by default no name has any.
    """

    def __init__(self, parents: Names | None = None, above: Above | None = None) -> None:
        self._parents = parents
        self._above = above or str
        self._below: dict[str, list[int]] = {}
        self._home: dict[int, set[int]] = {}
        self._words: list[tuple[str, int]] = []
        self._tables: tuple[dict[str, list[int]], ...] = tuple({} for _ in _LEVELS)
        self._codes: dict[str, int] = {}
        self._refused: set[str] = set()

    def add(self, index: int, code: str, *names: str, parents: Iterable[int] = ()) -> None:
        """Make a place known under its code and names."""
        if code:
            self._codes.setdefault(exact(code), index)
        for name in dict.fromkeys(names):
            self._words.append((name, index))
            for table, (keys, _) in zip(self._tables, _LEVELS, strict=True):
                for key in keys(name):
                    found = table.setdefault(key, [])
                    if index not in found[-1:]:
                        found.append(index)
            if (bare := self._above(name)) != name:
                self._below.setdefault(placed(bare), []).append(index)
        self._home[index] = set(parents)

    def refuse(self, *words: str) -> None:
        """Words of a row that is at fault or left out: known, so that what refers to them is no fault as well, but
        found nowhere."""
        self._refused.update(placed(w) for w in words)

    def refused(self, word: str, under: str = "") -> bool:
        """Whether a word belongs to a row that is at fault or left out."""
        return placed(f"{under}/{word}" if under else word) in self._refused or placed(word) in self._refused

    def find(self, word: str, under: str = "") -> list[int]:
        """The places that a word means: one, several that cannot be told apart, or none.

        Args:
            under: name or code of the parent, where it is known beside the word.
        """
        homes = self._homes(under)
        index = self._codes.get(exact(word))
        if index is not None and self._within(index, homes):
            return [index]
        return self._find(word, homes) or self._qualified(word, homes) or self._without_above(word, homes)

    def _without_above(self, word: str, homes: set[int] | None) -> list[int]:
        """What a word means where it, or a name, has before it what lies above all places."""
        bare = self._above(word)
        found = self._find(bare, homes) or self._qualified(bare, homes) if bare != word else []
        return found or [i for i in self._below.get(placed(bare), ()) if self._within(i, homes)]

    def all(self) -> list[str]:
        """Every name known, for hints."""
        return [name for name, _ in self._words]

    def _homes(self, under: str) -> set[int] | None:
        """Indexes of the parents that a word means; None for no word."""
        return set(self._parents.find(under)) if under and self._parents is not None else None

    def _within(self, index: int, homes: set[int] | None) -> bool:
        """Whether a place has one of some parents; None: whatever it has."""
        return homes is None or not homes.isdisjoint(self._home[index])

    def _find(self, word: str, homes: set[int] | None) -> list[int]:
        for table, (_, keys) in zip(self._tables, _LEVELS, strict=True):
            found = [i for key in keys(word) for i in table.get(key, ()) if self._within(i, homes)]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _qualified(self, word: str, homes: set[int] | None) -> list[int]:
        """What 乡镇/村名 or 乡镇村名 means."""
        if self._parents is None:
            return []
        parent, _, name = exact(word).rpartition("/")
        if parent:
            within = set(self._parents.find(parent) or self._parents.find(parent.rpartition("/")[2]))
            return self._find(name, within if homes is None else within & homes)
        whole = spaceless(word)
        found: list[int] = []
        for known, index in self._parents._words:
            start = spaceless(known)
            if whole.startswith(start) and len(whole) > len(start) and (homes is None or index in homes):
                found += self._find(whole[len(start) :], {index})
        return list(dict.fromkeys(found))
