"""Keys of the config that a table of real parcels takes the place of: what the table says is not drawn, and no key
changes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from sim.parameters.quantity import Section
from sim.parameters.tree import Parameters
from sim.problems import Problem, phrase

ALWAYS = (
    "demand.parcels_per_resident_day", "demand.urban_per_resident_day",
    "demand.scale", "demand.weekday", "demand.noise_sd", "demand.poisson",
    "demand.growth_a_year", "demand.years_ahead", "demand.calendar", "demand.occasions", "demand.sized_for",
    "demand.truck_delay_mean_min", "demand.truck.parcels", "demand.truck.kg", "demand.truck.litres",
    "demand.waves", "demand.forward_share", "demand.orders_from", "demand.orders_to",
)  # fmt: skip
"""Keys that no table leaves anything to."""

BY_COLUMN: Mapping[str, tuple[str, ...]] = {
    "brand": ("demand.brands.*.share",),
    "kg": ("demand.weight_mean_kg", "demand.weight_sd_log"),
    "litres": ("demand.volume_mean_l", "demand.volume_sd_log"),
    "to_door": ("demand.to_door_share",),
    "dwell": ("resident.dwell_point_median_h", "resident.dwell_township_median_h", "resident.dwell_sd_log"),
}
"""Keys that have no say where a table fills the column in every row."""


_ABSENT = object()


def replaced(key: str, full: Collection[str] = ()) -> bool:
    """Whether a table of parcels, with the columns ``full`` filled in every row, takes the place of a key."""
    return any(fnmatchcase(key, pattern) or key.startswith(f"{pattern}.") for pattern in (*ALWAYS, *_of(full)))


def set_aside(demand: Any, said: Mapping[str, Any]) -> Any:
    """The section demand of a config with the keys that a table replaces back at their defaults, where they are what a
    file, which nobody wrote for this table, ``said``."""
    if not isinstance(demand, dict) or demand.get("parcels_file") is None:
        return demand
    usual = Parameters().demand.model_dump(mode="json")
    aside = {k: usual[k] for k, v in said.items() if replaced(f"demand.{k}") and demand.get(k) == v}
    return {**demand, **aside}


def by_choice(problems: Iterable[Problem], choice: str, said: Mapping[str, Any]) -> list[Problem]:
    """The problems, those of keys of demand that a chosen file ``said`` with the ``choice`` as their place."""
    return [_of_choice(p, choice, said) for p in problems]


def _of_choice(problem: Problem, choice: str, said: Mapping[str, Any]) -> Problem:
    key = str(problem.where).removeprefix("demand.")
    if problem.code != "parcels.replaced" or key not in said:
        return problem
    found = phrase("config.set_by_file", key=str(problem.where), value=str(said[key]))
    return replace(problem, where=choice, found=found, allowed=phrase("config.no_choice"))


def refused(parameters: Parameters, full: Collection[str] | None = None) -> list[Problem]:
    """A problem for each key that is set to something of its own although the table of parcels takes its place.

    Args:
        full: columns that the table fills in every row, for the keys that these replace; None: for those that every
            table does.
    """
    if parameters.demand.parcels_file is None:
        return []
    hint = phrase("parcels.replaced_always" if full is None else "parcels.replaced_by_column")
    found = []
    always = (*ALWAYS, "demand.outbound.share") if parameters.demand.outbound.replay else ALWAYS
    for key in _keys(always if full is None else _of(full), parameters):
        value, usual = _at(parameters, key), _at(_usual(), key)
        if usual is not _ABSENT and value != usual:
            found.append(
                Problem("parcels.replaced", key, _text(value), phrase("parcels.as_usual", value=_text(usual)), hint)
            )
    return found


def _of(full: Collection[str]) -> tuple[str, ...]:
    return tuple(pattern for column in full for pattern in BY_COLUMN.get(column, ()))


def _keys(patterns: Iterable[str], parameters: Parameters) -> list[str]:
    """The keys that patterns stand for; a star stands for a brand."""
    return [
        key for p in patterns
        for key in ([p.replace("*", brand) for brand in parameters.demand.brands] if "*" in p else [p])
    ]


def _at(parameters: Parameters, key: str) -> Any:
    """The value of a key; ``_ABSENT`` where there is no such key, as of a brand that only the config knows."""
    node: Any = parameters
    for name in key.split("."):
        node = node.get(name, _ABSENT) if isinstance(node, dict) else getattr(node, name, _ABSENT)
    return node


@cache
def _usual() -> Parameters:
    return Parameters()


def _text(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_text(entry)}" for key, entry in value.items())
    if isinstance(value, Section):
        return " ".join(_text(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, tuple):
        return f"[{', '.join(_text(v) for v in value)}]"
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(
        value, int | float
    ) else str(value)
