"""Keys by patterns in which a star stands for any one word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Patterns(Generic[Value]):
    """Values by pattern; which one holds for a key is sought once."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = [(pattern.split("."), value) for pattern, value in values.items()]
        self._known: dict[str, tuple[Value, tuple[str, ...]] | None] = {}

    def of(self, key: str) -> tuple[Value, tuple[str, ...]] | None:
        """The value of the first pattern that a key fits, with its words where the pattern has stars, numbers left out;
        None where it fits none."""
        if key not in self._known:
            self._known[key] = self._sought(key.split("."))
        return self._known[key]

    def _sought(self, words: list[str]) -> tuple[Value, tuple[str, ...]] | None:
        for parts, value in self._values:
            if len(parts) == len(words) and all(p in ("*", w) for p, w in zip(parts, words, strict=True)):
                return value, tuple(w for p, w in zip(parts, words, strict=True) if p == "*" and not w.isdigit())
        return None
