"""What was made last, by what names it or what it was made of."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """Keeps the last ``most`` values, or as many more as were last kept together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[str, Value] = {}

    def get(self, key: str) -> Value | None:
        """The value of a key, which counts as new again; None where it is not kept."""
        if key not in self._kept:
            return None
        self._kept[key] = self._kept.pop(key)
        return self._kept[key]

    def keep(self, values: Mapping[str, Value]) -> None:
        """Take in values; those that were neither kept nor asked for lately go."""
        self._kept = {key: value for key, value in self._kept.items() if key not in values} | dict(values)
        for key in list(self._kept)[: -max(self._most, len(values))]:
            del self._kept[key]


class Remembered(Generic[Value]):
    """Keeps what was made last of things that never change: of the very same one it is not made again."""

    def __init__(self, most: int) -> None:
        self._kept = deque[tuple[object, str, Value]](maxlen=most)

    def of(self, thing: object, name: str, make: Callable[[], Value]) -> Value:
        """What ``make`` makes of a thing under a name, or made of it before."""
        for known, called, value in self._kept:
            if known is thing and called == name:
                return value
        self._kept.append((thing, name, value := make()))
        return value
