"""Sections that note which of their keys somebody reads."""

from __future__ import annotations

from abc import ABCMeta
from typing import Any

from sim.parameters.quantity import Section

WATCHED = "Watched"
"""Name of the class of a section that notes what is read of it."""


def watched(section: Section, prefix: str, seen: set[str]) -> Section:
    """The same section, which adds every key that is read of it, after ``prefix``, to ``seen``; in another process
    nobody watches."""
    kind = type(section)
    names = frozenset(kind.model_fields)

    def noting(self: Section, name: str) -> Any:
        if name in names:
            seen.add(f"{prefix}{name}")
        return kind.__getattribute__(self, name)

    def reduced(self: Section) -> tuple[Any, ...]:
        return _unwatched, (kind, dict(self.__dict__))

    # made past pydantic, which would put the schema of the kind together once more
    read = {"__module__": __name__, "__getattribute__": noting, "__reduce__": reduced}
    copy = section.model_copy()
    object.__setattr__(copy, "__class__", ABCMeta.__new__(type(kind), WATCHED, (kind,), read))
    return copy


def _unwatched(kind: type[Section], values: dict[str, Any]) -> Section:
    return kind.model_construct(**values)


def is_default(section: Section, key: str) -> bool:
    """Whether a key of a section, watched or not, has its default."""
    kind = next(c for c in type(section).__mro__ if c.__name__ != WATCHED)
    return bool(getattr(section, key) == getattr(kind(), key))
