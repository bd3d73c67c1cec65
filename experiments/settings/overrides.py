"""Reading the command line's overrides before Hydra does, so that a fault is said in our words and all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, product
from typing import Any

from experiments.settings.named import among, meant
from experiments.version import CONF
from sim.plain.override_text import read, unreadable
from sim.plain.tree import exists, flatten
from sim.problems import Faults, InputError, Problem, Said, file_hint, key_hint, phrase

KEYED = ("optimise.keys", "sensitivity.keys")
"""Keys whose value is a map by other keys."""

NEEDED = ("county", "mode", "assignment")
"""Groups of which every config has a choice."""

FILLED = "new_county.filled"
"""The key by which ``new-county`` writes a county that there is."""

JOBS_CHECKED = 200
"""Jobs of a multirun that are checked before the first one starts."""

MOST_CHARACTERS = 8_000
"""Of an override; the grammar takes ten seconds for a list of 20,000."""

MOST_TOGETHER = 3 * MOST_CHARACTERS
"""Of all overrides."""

MOST_VALUES = 100_000
"""So many values may a swept key have."""


@dataclass(frozen=True)
class Overrides:
    """The overrides of a command line, understood.

    ``texts`` may go to Hydra; ``groups`` and ``values`` are those of them that choose a file of conf/ or set a key.
    """

    texts: tuple[str, ...]
    groups: tuple[Any, ...]
    values: tuple[Any, ...]
    problems: tuple[Problem, ...]

    @property
    def every(self) -> tuple[Any, ...]:
        """Those that choose a file, then those that set a key."""
        return (*self.groups, *self.values)

    def less(self, *overrides: Any) -> Overrides:
        """These less some of them, to build configs by: ``texts`` stay."""
        left = {id(o) for o in overrides}
        groups, values = (tuple(o for o in part if id(o) not in left) for part in (self.groups, self.values))
        return replace(self, groups=groups, values=values)

    def filled(self) -> Overrides:
        """These, of ``new-county county=hangjin``, that county's own workbook filled: ``new_county.filled=true`` where
        they choose a county, and neither names nor that key are given."""
        from hydra.core.override_parser.overrides_parser import OverridesParser

        keys = {o.key_or_group for o in self.every}
        if not keys & {"county", "county.source"} or keys & {FILLED, "new_county.names"}:
            return self
        text = f"{FILLED}=true"
        value = OverridesParser.create().parse_override(text)
        return replace(self, texts=(*self.texts, text), values=(*self.values, value))

    def jobs(self) -> Iterator[tuple[list[Any], list[Any]]]:
        """The group and the value overrides of each job of a multirun (of the one job, where nothing is swept)."""
        swept = [unswept(o) for o in self.every]
        for job in islice(product(*swept), JOBS_CHECKED):
            yield list(job[: len(self.groups)]), list(job[len(self.groups) :])


def unswept(override: Any) -> list[Any]:
    """A swept override as one override for each of its values."""
    from hydra.core.override_parser.overrides_parser import OverridesParser

    if not override.is_sweep_override():
        return [override]
    prefix = {"ADD": "+", "FORCE_ADD": "++"}.get(override.type.name, "")
    return OverridesParser.create().parse_overrides(
        [f"{prefix}{override.key_or_group}={v}" for v in override.sweep_string_iterator()]
    )


def understand(texts: Sequence[str], groups: dict[str, list[str]]) -> Overrides:
    """Parse the overrides.

    Args:
        texts: of the command line.
        groups: the groups of conf/ with their options.
    """
    from hydra.core.override_parser.overrides_parser import OverridesParser

    parse = OverridesParser.create().parse_override
    faults, found = Faults(), list[Any]()
    for raw, so_far in zip(texts, accumulate(map(len, texts)), strict=True):
        with faults.gathered():
            override = _understood(raw, so_far, groups, parse)
            found += [parse("county=own"), override] if override.key_or_group == "county.source" else [override]
    kinds = [_kind(o, groups) for o in found]
    good = tuple(for_hydra(o) if kind == "value" else o.input_line for o, kind in zip(found, kinds, strict=True))
    chosen, values = (
        tuple(o for o, kind in zip(found, kinds, strict=True) if kind == wanted) for wanted in ("choice", "value")
    )
    return Overrides(good, chosen, values, tuple(faults))


def _kind(override: Any, groups: Collection[str]) -> str:
    """Whether an override is the ``choice`` of a file, one of ``hydra``'s own part, or sets the ``value`` of a key."""
    if override.key_or_group in groups and override.type.name != "DEL":
        return "choice"
    return "hydra" if override.key_or_group.startswith("hydra") else "value"


def _understood(raw: str, so_far: int, groups: dict[str, list[str]], parse: Any) -> Any:
    """One override as Hydra may have it.

    Args:
        so_far: characters of the overrides up to this one.

    Raises:
        InputError: with every fault of it.
    """
    if len(raw) > MOST_CHARACTERS or so_far > MOST_TOGETHER:
        found = phrase("own.characters", text=raw[:40], count=len(raw))
        most = phrase("own.most_together", count=MOST_TOGETHER)
        if len(raw) > MOST_CHARACTERS:
            most = phrase("own.most_characters", count=MOST_CHARACTERS)
        hint = phrase("own.put_into_file")
        raise InputError([Problem("config.syntax", phrase("own.command"), found, most, hint)])
    try:
        override = _chosen(_listed(read(raw, groups.get("county", ()), parse), groups, parse), groups, parse)
    except ValueError:
        raise InputError([unreadable(raw, parse)]) from None
    Faults(_faults(override, raw, groups)).refuse()
    return override


def _listed(override: Any, groups: Mapping[str, Sequence[str]], parse: Any) -> Any:
    """An override by a pattern (``group=glob(*)``) as one that lists what it stands for; any other as it is."""
    globbed = getattr(override.value_type, "name", "") == "GLOB_CHOICE_SWEEP"
    if globbed and (names := override.value().filter(sorted(groups.get(override.key_or_group, ())))):
        return parse(f"{override.key_or_group}={','.join(names)}")
    return override


def _chosen(override: Any, groups: Mapping[str, Sequence[str]], parse: Any) -> Any:
    """A choice of a group with the sign that Hydra wants: none where the config has the group, one where the user's own
    folder adds it."""
    key, kind = override.key_or_group, override.type.name
    wanted = "" if (CONF / key).is_dir() else "+"
    if key not in groups or kind == "DEL" or override.package is not None or kind == ("ADD" if wanted else "CHANGE"):
        return override
    return parse(f"{wanted}{override.input_line.lstrip('+')}")


def _faults(override: Any, raw: str, groups: dict[str, list[str]]) -> list[Problem]:
    """What is wrong with an override that the grammar takes."""
    key = override.key_or_group
    if override.package is not None or not key:
        return [Problem("config.syntax", key or raw, raw, phrase("config.key_value"))]
    if key == "verb":
        return [Problem("config.syntax", key, raw, phrase("shell.no_verb_key"))]
    if override.type.name == "DEL" and key in NEEDED:
        return [Problem("config.missing_key", key, raw, phrase("shell.needed_group", group=key))]
    if override.type.name == "DEL" and "=" in raw:  # Hydra would look whether the value is the one that is there
        return [Problem("config.syntax", key, raw, f"~{key}")]
    if override.is_sweep_override() and (faults := _of_sweep(override, raw)):
        return faults
    return _unknown_options(override, groups[key]) if key in groups and override.type.name != "DEL" else []


def _of_sweep(override: Any, raw: str) -> list[Problem]:
    """What is wrong with an override that has several values."""
    key = override.key_or_group
    if getattr(override.value_type, "name", "") in ("INTERVAL_SWEEP", "GLOB_CHOICE_SWEEP"):
        return [Problem("config.sweep", key, raw, phrase("config.listable"))]
    if "${" in raw:
        return [Problem("config.reference", key, raw, phrase("shell.swept_reference"))]
    listed = _count(override)
    if not listed:
        return [Problem("config.no_value", key, raw, phrase("shell.no_value"), phrase("shell.no_value_hint"))]
    if listed > MOST_VALUES:
        return [Problem("config.many_values", key, raw, phrase("shell.too_many_values", most=MOST_VALUES))]
    return []


def _count(override: Any) -> int:
    """How many values a swept override lists, as far as they are counted; none of a range with steps of nothing."""
    try:
        return sum(1 for _ in islice(override.sweep_string_iterator(), MOST_VALUES + 1))
    except ValueError:
        return 0


def for_hydra(override: Any) -> str:
    """A value override as Hydra takes it: it lets a map have new entries only where that is said."""
    text: str = override.input_line
    if override.type.name == "CHANGE" and isinstance(override.value(), dict):
        return f"++{text}"  # whether the key itself exists is checked here
    if override.type.name == "ADD":
        return f"+{text}"  # nor does it add what is there already
    return text


def _unknown_options(override: Any, options: list[str]) -> list[Problem]:
    group = override.key_or_group
    values = override.sweep_string_iterator() if override.is_sweep_override() else [override.value()]
    all_of = among(sorted(options))
    wanted = [str(v).strip("'\"") if override.is_sweep_override() else str(v) for v in values]
    return [
        Problem("config.unknown_option", group, name[:200], all_of, file_hint(group, name) or meant(name, options))
        for name in wanted
        if name not in options
    ]


def unknown_keys(overrides: Overrides, known: dict[str, Any]) -> list[tuple[Any, Problem]]:
    """Overrides of keys that do not exist, each with the problem, which names the nearest key that does."""
    flat = list(flatten(known))
    added = ("ADD", "FORCE_ADD")
    wrong = [o for o in overrides.values if o.type.name not in added and not exists(known, o.key_or_group)]
    return [(o, _unknown(o, flat)) for o in wrong]


def _unknown(override: Any, known: list[str]) -> Problem:
    key = override.key_or_group
    found, allowed = override.input_line or key, phrase("config.key")
    return Problem("config.unknown_key", key, found, allowed, _meant(override, known))


def _meant(override: Any, known: list[str]) -> Said:
    """A hint for an override of a key that does not exist."""
    key, value = override.key_or_group, override.input_line.partition("=")[2]
    if override.type.name == "CHANGE" and _declared(key):
        return phrase("config.write_plus", text=override.input_line)
    if study := next((k for k in KEYED if key.startswith(f"{k}.")), ""):
        return phrase("config.one_map", study=study, key=key.removeprefix(f"{study}."), value=value)
    return key_hint(key, known)


def _declared(key: str) -> bool:
    """Whether a file of conf/mode or conf/assignment may have a key that it leaves out: one of its own, or a name in a
    map."""
    from sim.service.assignment.assignment import Assignment
    from sim.service.mode.mode import Mode

    group, *rest = key.split(".")
    fields = {"assignment": Assignment.model_fields, "mode": Mode.model_fields}.get(group, {})
    if not rest or rest[0] not in fields:
        return False
    return len(rest) == 1 or str(fields[rest[0]].annotation).startswith("dict[")
