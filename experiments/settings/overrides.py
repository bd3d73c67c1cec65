"""Reading the command line's overrides before Hydra does, so that a fault is said in our words and all at once."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Any

from sim.problems import Problem, Said, did_you_mean, nearest, one_of, phrase

_WORD = re.compile(r"[\w./\\-]*[^\x00-\x7f\s'\"{}\[\],:=][\w./\\-]*")
KEYED = ("optimise.keys", "sensitivity.keys")
"""Keys whose value is a map by other keys."""

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

    def without(self, texts: Collection[str]) -> Overrides:
        """These overrides less those with the texts."""
        groups, values = (tuple(o for o in part if o.input_line not in texts) for part in (self.groups, self.values))
        return Overrides(tuple(t for t in self.texts if t not in texts), groups, values, self.problems)

    def jobs(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """The group and the value overrides of each job of a multirun (of the one job, where nothing is swept)."""
        swept = [unswept(o) for o in (*self.groups, *self.values)]
        for job in islice(product(*swept), JOBS_CHECKED):
            yield list(job[: len(self.groups)]), list(job[len(self.groups) :])


def unswept(override: Any) -> list[Any]:
    """A swept override as one override for each of its values."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    if not override.is_sweep_override():
        return [override]
    prefix = {"ADD": "+", "FORCE_ADD": "++"}.get(override.type.name, "")
    return OverridesParser.create().parse_overrides([f"{prefix}{override.key_or_group}={v}" for v in override.sweep_string_iterator()])


def apply(tree: dict[str, Any], values: Sequence[Any]) -> dict[str, Any]:
    """A composed tree with value overrides applied, as Hydra would: a map merges into a map, everything else replaces."""
    out = copy.deepcopy(tree)
    for override in values:
        put(out, override.key_or_group, None if override.type.name == "DEL" else override.value(), override.type.name == "DEL")
    return out


def put(tree: dict[str, Any], key: str, value: Any, delete: bool = False) -> None:
    """Set (or delete) one dotted key of a tree of plain data, in place."""
    *path, last = key.split(".")
    node: Any = tree
    for part in path:
        if isinstance(node, list):
            node = node[int(part)]
        else:
            if not isinstance(node.get(part), (dict, list)):
                node[part] = {}
            node = node[part]
    name: Any = int(last) if isinstance(node, list) else last
    if delete:
        node.pop(name, None)
    else:
        old = node[name] if isinstance(node, list) else node.get(name)
        node[name] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value


def merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """``old`` with ``new`` laid over it, map into map."""
    both = {k: merged(v, new[k]) for k, v in old.items() if isinstance(v, dict) and isinstance(new.get(k), dict)}
    return {**old, **new, **both}


def rewrite(text: str, counties: Collection[str]) -> str:
    """An override as Hydra can read it: a path as county becomes an own county, Chinese words are quoted.

    Args:
        counties: the options of the group county; such a name is never a path, whatever the current folder holds.
    """
    key, sep, value = text.partition("=")
    if key == "county" and value not in counties and _is_path(value):
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
        text = rewrite(raw, groups.get("county", ()))
        try:
            override = parser.parse_override(text)
        except HydraException:
            problems.append(Problem("config.syntax", phrase("config.override", text=raw), raw, phrase("config.key_value"), phrase("config.quote")))
            continue
        if override.is_sweep_override() and getattr(override.value_type, "name", "") in ("INTERVAL_SWEEP", "GLOB_CHOICE_SWEEP"):
            names = _globbed(override, groups)
            if not names:
                problems.append(Problem("config.sweep", override.key_or_group, raw, phrase("config.listable")))
                continue
            text = f"{override.key_or_group}={','.join(names)}"
            override = parser.parse_override(text)
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
            if override.type.name == "CHANGE" and isinstance(override.value(), dict):
                text = f"++{text}"  # Hydra lets a map have new entries only so; whether the key itself exists is checked here
            elif override.type.name == "ADD" and str(override.value()).startswith("{"):
                text = f"+{text}"  # nor does it add a map that is written as a text to one that is there
        good.append(text)
    return Overrides(tuple(good), tuple(chosen), tuple(values), tuple(problems))


def _globbed(override: Any, groups: Mapping[str, Sequence[str]]) -> list[str]:
    """The options of its group that a glob names, sorted; none for what is no glob, or not of a group."""
    if override.value_type.name != "GLOB_CHOICE_SWEEP":
        return []
    return list(override._value.filter(sorted(groups.get(override.key_or_group, ()))))


def _unknown_options(override: Any, options: list[str]) -> list[Problem]:
    group = override.key_or_group
    wanted = [str(v).strip("'\"") for v in override.sweep_string_iterator()] if override.is_sweep_override() else [str(override.value())]
    return [
        Problem("config.unknown_option", group, name, one_of(options, sort=True), did_you_mean(name, options))
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
        if override.type.name in ("ADD", "FORCE_ADD") or exists(known, key):
            continue
        hint = key_hint(key, flat)
        if override.type.name == "CHANGE" and _declared(key):
            hint = phrase("config.write_plus", text=override.input_line)
        elif study := next((k for k in KEYED if key.startswith(f"{k}.")), ""):
            value = override.input_line.partition("=")[2]
            hint = phrase("config.one_map", study=study, key=key.removeprefix(f"{study}."), value=value)
        problems.append(Problem("config.unknown_key", key, override.input_line or key, phrase("config.key"), hint))
        bad.add(override.input_line)
    return problems, bad


def _declared(key: str) -> bool:
    """Whether a file of conf/mode or conf/assignment may have a key that it leaves out: one of its own, or a name in a map."""
    from sim.service.assignment import Assignment
    from sim.service.mode import Mode

    group, *rest = key.split(".")
    fields = {"assignment": Assignment.model_fields, "mode": Mode.model_fields}.get(group, {})
    if not rest or rest[0] not in fields:
        return False
    return len(rest) == 1 or str(fields[rest[0]].annotation).startswith("dict[")


def nearest_key(key: str, flat: list[str]) -> str:
    """The known key closest to a misspelt one: as a whole, or by its last words."""
    if close := nearest(key, flat):
        return close
    tails = {k.split(".", 1)[1]: k for k in flat if "." in k}
    return tails.get(nearest(key, tails), "")


def key_hint(key: str, known: list[str]) -> Said:
    """A hint for a key that does not exist: the nearest one, or where all are listed."""
    close = nearest_key(key, known)
    return phrase("hint.did_you_mean", word=close) if close else phrase("config.help")


def exists(tree: Any, key: str) -> bool:
    """Whether a tree of plain data has a dotted key."""
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
