"""Which keys of a run somebody has looked at: a key that a verb never reads changes nothing there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from experiments.settings.config import Config
from experiments.settings.schema import SPECS, RunKeys
from sim.parameters.watched import is_default
from sim.parameters.watched import watched as of_section

WATCHED = ("run", "chart", *SPECS)
"""Sections whose keys are read where they matter; the model's are compared by what comes out
(``experiments.scenarios.idle``)."""


def watched(config: Config) -> tuple[Config, set[str]]:
    """The same config, and a set that grows by every key of a run or a study that is read of it: ``workers``,
    ``sweep.kpi``."""
    seen: set[str] = set()
    prefixes = {name: "" if name == "run" else f"{name}." for name in WATCHED}
    return config.model_copy(
        update={name: of_section(getattr(config, name), prefix, seen) for name, prefix in prefixes.items()}
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
    return is_default(getattr(config, name or "run"), below)


def watched_key(key: str) -> str:
    """The key that is read when this one matters; empty for keys of the model, of Hydra, and of the choice of files."""
    first, *rest = key.split(".")
    if first in RunKeys.model_fields:
        return first
    if first in SPECS or first == "chart":
        return f"{first}.{rest[0]}" if rest else ""
    return ""
