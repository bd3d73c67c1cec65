"""Inputs whose value is the key of a thing that has a name of its own: vehicles, points, brands, modes."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import pandas as pd

from sim.parameters import Parameters
from sim.parameters.quantity import registry
from sim.plan.actor import Actor
from sim.service.tables import operator_text, point_text, vehicle_text
from sim.words import say

Naming = Callable[[str], str]


def named_values(parameters: Parameters, modes: Mapping[str, str], lang: str) -> dict[str, str]:
    """By parameter, what it is set to in words, each name followed by the key to set it by.

    Args:
        modes: what people call each mode.
    """
    namings: dict[str, Naming] = {
        "vehicle": lambda key: vehicle_text(key, parameters, lang), "alone": lambda key: modes.get(key, key),
        "point": lambda key: point_text(key, parameters, lang),
        "brands": lambda key: operator_text(Actor.brand(key), parameters, lang),
    }  # fmt: skip
    namings |= dict.fromkeys(("allowed", "added_vehicle"), namings["vehicle"])
    found = {}
    for q in registry(parameters):
        naming, keys = namings.get(q.key.rpartition(".")[2]), q.base if isinstance(q.base, tuple) else (q.base,)
        if naming is not None and all(isinstance(key, str) for key in keys):
            named = [say(lang, f"{naming(key)}（{key}）", f"{naming(key)} ({key})") for key in keys]
            found[q.key] = say(lang, "、", ", ").join(named)
    return found


def values_in_words(inputs: pd.DataFrame, parameters: Parameters, modes: Mapping[str, str], lang: str) -> pd.Series:
    """The column ``value`` of the table of inputs: numbers as such, and what ``named_values`` names in words."""
    named = named_values(parameters, modes, lang)
    said = [named.get(key, value) for key, value in zip(inputs["key"], inputs["value"], strict=True)]
    values = [float(value) if _is_number(value) else value for value in said]
    return pd.Series(values, dtype=object, index=inputs.index)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
