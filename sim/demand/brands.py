"""Which brand a word of a table means: its key, its names, what else it is called, with or without the words that every
company has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from sim.parameters.demand import Brand

_COMPANY = re.compile(r"(股份|有限|责任|公司|集团|快递|速递|速运|快运|物流|express|logistics|courier)+$")
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]")


def called(brand: Brand, key: str) -> tuple[str, ...]:
    """Everything by which a brand is known, each word once."""
    return tuple(dict.fromkeys(word for word in (brand.name_zh, key, brand.name_en, *brand.aliases) if word))


def brand_names(brands: Mapping[str, Brand]) -> str:
    """The brands and what they are called, for a person who looks for the right word."""
    return "; ".join(
        f"{first} ({', '.join(others)})" if others else first
        for first, *others in (called(b, k) for k, b in brands.items())
    )


class BrandWords:
    """Looks up brands by what people call them; ``shared`` are words that mean more than one."""

    def __init__(self, brands: Mapping[str, Brand]) -> None:
        words = [(word, index) for index, (key, brand) in enumerate(brands.items()) for word in called(brand, key)]
        self.known = [word for word, _ in words]
        found = _by_word((_plain(word), index) for word, index in words)
        self.shared = tuple(sorted(word for word, of in found.items() if len(of) > 1))
        self._exact = {word: min(of) for word, of in found.items() if len(of) == 1}
        bare = _by_word((_bare(word), index) for word, index in self._exact.items())
        self._bare = {word: min(of) for word, of in bare.items() if word and len(of) == 1}

    def index(self, word: str) -> int:
        """The brand that a word means, as a number; -1 where it means none, or none for sure."""
        for text in (word, _BRACKETS.sub("", unicodedata.normalize("NFKC", word))):
            plain = _plain(text)
            found = self._exact.get(plain, self._bare.get(_bare(plain), -1))
            if found >= 0:
                return found
        return -1

    def indices(self, words: NDArray[np.object_]) -> NDArray[np.int16]:
        """``index`` of each of some words."""
        return np.array([self.index(str(word)) if word else -1 for word in words], np.int16)


def _plain(word: str) -> str:
    """A word in one width and case, without spaces and signs."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", word).casefold())


def _bare(word: str) -> str:
    """A plain word without the words that every company has."""
    return _COMPANY.sub("", word)


def _by_word(words: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """By word, which brands are called so."""
    found: dict[str, set[int]] = {}
    for word, index in words:
        found.setdefault(word, set()).add(index)
    return found
