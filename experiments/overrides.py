"""Reading the command line's overrides before Hydra does, so that a fault is said in our words and all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

from sim.problems import Problem, nearest

_WORD = re.compile(r"[\w./\\-]*[^\x00-\x7f\s'\"{}\[\],:=][\w./\\-]*")
JOBS_CHECKED = 200
"""Jobs of a multirun that are checked before the first one starts."""


@dataclass(frozen=True)
class Overrides:
    """The overrides of a command line, understood.

    ``texts`` may go to Hydra; ``groups`` and ``values`` are those of them that choose a file of conf/ or set a key.
    """

    texts: tuple[str, ...]
    groups: tuple[Any, ...]
    values: tuple[Any, ...]
    problems: tuple[Problem, ...]

    def jobs(self) -> Iterator[list[str]]:
        """The overrides of each job of a multirun (of the one job, where nothing is swept)."""
        parts = [list(o.sweep_string_iterator()) if o.is_sweep_override() else [None] for o in (*self.groups, *self.values)]
        overrides = (*self.groups, *self.values)
        for values in islice(product(*parts), JOBS_CHECKED):
            yield [o.input_line if v is None else f"{_prefix(o)}{o.get_key_element()}={v}" for o, v in zip(overrides, values, strict=True)]


def _prefix(override: Any) -> str:
    return {"ADD": "+", "FORCE_ADD": "++"}.get(override.type.name, "")


def rewrite(text: str) -> str:
    """An override as Hydra can read it: a path as county becomes an own county, Chinese words are quoted."""
    key, sep, value = text.partition("=")
    if key == "county" and _is_path(value):
        return f"county.source={_quoted(value.strip(chr(34) + chr(39)))}"
    if sep and not value.isascii() and not any(q in value for q in "'\""):
        # Hydra's grammar has no quoted keys in a map; a map in quotes is read by ``config.build``.
        value = _quoted(value) if value.startswith("{") else _WORD.sub(lambda m: _quoted(m[0]), value)
    return f"{key}{sep}{value}"


def _is_path(value: str) -> bool:
    return bool(value) and "," not in value and (any(c in value for c in "/\\.") or Path(value).exists())


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "\\'") + "'"


def understand(texts: Sequence[str], groups: dict[str, list[str]]) -> Overrides:
    """Parse the overrides.

    Args:
        texts: of the command line.
        groups: the groups of conf/ with their options.
    """
    from hydra.core.override_parser.overrides_parser import OverridesParser
    from hydra.errors import HydraException

    parser = OverridesParser.create()
    good: list[str] = []
    chosen: list[Any] = []
    values: list[Any] = []
    problems: list[Problem] = []
    for raw in texts:
        text = rewrite(raw)
        try:
            override = parser.parse_override(text)
        except HydraException:
            problems.append(Problem("config.syntax", f"override {raw}", raw, "key=value", "quote a value that holds spaces or brackets: \"key='a b'\""))
            continue
        if text.startswith("county.source="):
            own = parser.parse_override("county=own")
            good.append("county=own")
            chosen.append(own)
        if override.key_or_group in groups and override.type.name != "DEL":
            bad = _unknown_options(override, groups[override.key_or_group])
            problems.extend(bad)
            if bad:
                continue
            chosen.append(override)
        elif not override.key_or_group.startswith("hydra"):
            values.append(override)
        good.append(text)
    return Overrides(tuple(good), tuple(chosen), tuple(values), tuple(problems))


def _unknown_options(override: Any, options: list[str]) -> list[Problem]:
    group = override.key_or_group
    wanted = [str(v).strip("'\"") for v in override.sweep_string_iterator()] if override.is_sweep_override() else [str(override.value())]
    return [
        Problem("config.unknown_option", group, name, f"one of {', '.join(sorted(options))}", nearest(name, options))
        for name in wanted
        if name not in options
    ]


def unknown_keys(overrides: Overrides, known: dict[str, Any]) -> tuple[list[Problem], set[str]]:
    """Overrides of keys that do not exist, with the nearest key that does; and their texts."""
    flat = list(flatten(known))
    problems: list[Problem] = []
    bad: set[str] = set()
    for override in overrides.values:
        key = override.key_or_group
        if override.type.name in ("ADD", "FORCE_ADD") or _exists(known, key):
            continue
        close = _nearest_key(key, flat)
        hint = f"did you mean {close!r}?" if close else "parcelflow --help lists every key"
        problems.append(Problem("config.unknown_key", key, override.input_line or key, "a key of the config", hint))
        bad.add(override.input_line)
    return problems, bad


def _nearest_key(key: str, flat: list[str]) -> str:
    """The known key closest to a misspelt one: as a whole, or by its last words."""
    hint = nearest(key, flat)
    if not hint:
        tails = {k.split(".", 1)[1]: k for k in flat if "." in k}
        hint = nearest(key, tails)
        return tails[hint.split("'")[1]] if hint else ""
    return hint.split("'")[1]


def _exists(tree: Any, key: str) -> bool:
    node = tree
    for part in key.split("."):
        if isinstance(node, list) and part.isdigit() and int(part) < len(node):
            node = node[int(part)]
        elif isinstance(node, dict) and part in node:
            node = node[part]
        else:
            return False
    return True


def flatten(tree: Any, prefix: str = "") -> Iterator[str]:
    """Every dotted key of a tree of dicts and lists of dicts, branches included."""
    if isinstance(tree, list):
        tree = {str(i): item for i, item in enumerate(tree) if isinstance(item, dict)}
    if isinstance(tree, dict):
        for name, item in tree.items():
            yield f"{prefix}{name}"
            yield from flatten(item, f"{prefix}{name}.")
