"""Which keys of a run somebody has looked at: a key that a verb never reads changes nothing there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from experiments.settings.config import Config
from experiments.settings.schema import SPECS, RunKeys
from sim.parameters.quantity import Section

WATCHED = ("run", "chart", *SPECS)
"""Sections whose keys are read where they matter; the model's are compared by what comes out
(``experiments.scenarios.idle``)."""


def _plain(kind: type[Section], values: dict[str, Any]) -> Section:
    """A section as another process has it: nobody watches there."""
    return kind.model_construct(**values)


def _watched(section: Section, prefix: str, seen: set[str]) -> Section:
    kind = type(section)
    names = frozenset(kind.model_fields)

    class Watched(kind):  # type: ignore[misc, valid-type]
        """The section, noting what is read of it."""

        def __getattribute__(self, name: str) -> Any:
            if name in names:
                seen.add(f"{prefix}{name}")
            return super().__getattribute__(name)

        def __reduce__(self) -> tuple[Any, ...]:
            return _plain, (kind, dict(self.__dict__))

    copy = section.model_copy()
    object.__setattr__(copy, "__class__", Watched)
    return copy


def watched(config: Config) -> tuple[Config, set[str]]:
    """The same config, and a set that grows by every key of a run or a study that is read of it: ``workers``,
    ``sweep.kpi``."""
    seen: set[str] = set()
    prefixes = {name: "" if name == "run" else f"{name}." for name in WATCHED}
    return config.model_copy(
        update={name: _watched(getattr(config, name), prefix, seen) for name, prefix in prefixes.items()}
    ), seen


def unread(config: Config, keys: Mapping[str, str], seen: Collection[str]) -> list[str]:
    """Those of the overrides whose key was never read, less those that only repeat a default.

    Args:
        config: of a run that is over. ``keys``: the key of each override, by what was written. ``seen``: see
            ``watched``.
    """
    return [text for text, key in keys.items() if (k := watched_key(key)) and k not in seen and not _default(config, k)]


def _default(config: Config, key: str) -> bool:
    name, _, below = key.rpartition(".")
    section = getattr(config, name or "run")
    kind = next(c for c in type(section).__mro__ if c.__name__ != "Watched")
    return bool(getattr(section, below) == getattr(kind(), below))


def watched_key(key: str) -> str:
    """The key that is read when this one matters; empty for keys of the model, of Hydra, and of the choice of files."""
    first, *rest = key.split(".")
    if first in RunKeys.model_fields:
        return first
    if first in SPECS or first == "chart":
        return f"{first}.{rest[0]}" if rest else ""
    return ""
