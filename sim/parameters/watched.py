"""Sections that note which of their keys somebody reads."""

from __future__ import annotations

from typing import Any

from sim.parameters.quantity import Section


def watched(section: Section, prefix: str, seen: set[str]) -> Section:
    """The same section, which adds every key that is read of it, after ``prefix``, to ``seen``; in another process
    nobody watches."""
    kind = type(section)
    names = frozenset(kind.model_fields)

    class Watched(kind):  # type: ignore[misc, valid-type]
        """The section, noting what is read of it."""

        def __getattribute__(self, name: str) -> Any:
            if name in names:
                seen.add(f"{prefix}{name}")
            return super().__getattribute__(name)

        def __reduce__(self) -> tuple[Any, ...]:
            return _unwatched, (kind, dict(self.__dict__))

    copy = section.model_copy()
    object.__setattr__(copy, "__class__", Watched)
    return copy


def _unwatched(kind: type[Section], values: dict[str, Any]) -> Section:
    return kind.model_construct(**values)


def is_default(section: Section, key: str) -> bool:
    """Whether a key of a section, watched or not, has its default."""
    kind = next(c for c in type(section).__mro__ if c.__name__ != "Watched")
    return bool(getattr(section, key) == getattr(kind(), key))
