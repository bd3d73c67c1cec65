"""What ``parcelflow --help`` prints: verbs, options, groups, and every key with unit, bounds, source and meaning."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.settings.compose import configs, files, groups
from experiments.settings.schema import quantities
from experiments.verbs import VERBS
from sim.parameters import Quantity, registry
from sim.parameters.sources import explained


def show(verb: str, overrides: Sequence[str], config_dir: str | None) -> int:
    """Print the help of a verb; the values shown are those that the overrides give."""
    _, jobs = configs(overrides, verb, config_dir, files(config_dir))
    config = next(iter(jobs))
    print("parcelflow VERB [key=value ...]\n\nVerbs:")
    for name, what in VERBS.items():
        print(f"  {name:<12}{what}{'   <- this help' if name == verb else ''}")
    print("\nOptions: -m one job for each value of a swept key (key=a,b); --cfg job print the config; --config-dir DIR more files for the groups;")
    print("  hydra.run.dir=DIR where results go, and with an interrupted run's folder: go on from there; --hydra-help what Hydra itself offers.")
    print("\nGroups (group=choice; county also takes a path to a folder or workbook of your own):")
    for name, options in sorted(groups(config_dir).items()):
        print(f"  {name:<12}{', '.join(options)}")
    print("\nKeys: value now, unit, [bounds], plausible range, source, meaning.")
    for q in (*quantities(config.parameters),):
        print(f"  {line(q)}")
    print("\nSources by tag; D4-36 is the 36th fact noted from document D4.")
    for tag, what, where in explained((q.source for q in registry(config.parameters)), "en"):
        print(f"  {tag:<4}{what}{f'; {where}' if where else ''}")
    return 0


def line(q: Quantity) -> str:
    """One key in one line."""
    unit = "" if q.unit == "-" else f" {q.unit}"
    span = f"; {q.low:g} to {q.high:g}" if q.low is not None and q.high is not None else ""
    choice = f" ({' | '.join(q.choices)})" if q.choices else ""
    return f"{q.key}={text(q.base)}{unit}{bounds(q)}{choice}{span}; {q.source}; {q.meaning}"


def text(value: object) -> str:
    """A value as a person writes it."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "[" + ", ".join(text(v) for v in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def bounds(q: Quantity) -> str:
    """The hard bounds of a key, in interval brackets."""
    low = f"[{q.ge:g}" if q.ge is not None else f"({q.gt:g}" if q.gt is not None else ""
    high = f"{q.le:g}]" if q.le is not None else f"{q.lt:g})" if q.lt is not None else ""
    return f" {low or '(-inf'}, {high or 'inf)'}" if low or high else ""
