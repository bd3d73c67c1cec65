"""Keys of demand that a county's plan or a chosen file of conf/demand sets, where a table of parcels takes their place.

Nobody wrote those of a plan, so that they are set aside; a file that somebody chose is named by the choice, not by its
keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from experiments.version import CONF
from sim.demand.replaced import replaced
from sim.parameters import Parameters
from sim.plain import read_yaml
from sim.problems import Problem, phrase


def set_aside(demand: Any, settings: str | None) -> Any:
    """The section demand of a composed config with what its plan's file says of a key that a table replaces back at the
    default."""
    if not isinstance(demand, dict) or demand.get("parcels_file") is None or settings is None:
        return demand
    usual = Parameters().demand.model_dump(mode="json")
    aside = {
        key: usual[key] for key, value in _said("settings", settings).get("demand", {}).items()
        if replaced(f"demand.{key}") and demand.get(key) == value
    }
    return {**demand, **aside}


def by_choice(problems: Sequence[Problem], choice: str) -> list[Problem]:
    """The problems, those of keys that the chosen file of conf/demand sets, below ``demand`` where it has other
    sections too, with the choice as their place."""
    content = _said("demand", choice)
    said = {f"demand.{key}": value for key, value in content.get("demand", content).items()}
    return [
        replace(
            p, where=f"demand={choice}",
            found=phrase("config.set_by_file", key=str(p.where), value=str(said[str(p.where)])),
            allowed=phrase("config.no_choice"),
        )
        if p.code == "parcels.replaced" and str(p.where) in said
        else p
        for p in problems
    ]


@cache
def _said(group: str, name: str) -> dict[str, Any]:
    """What a file of the project's own conf/ says; nothing for one of the user's."""
    file = CONF / group / f"{name}.yaml"
    content = read_yaml(file, file.name) if file.is_file() else None
    return content if isinstance(content, dict) else {}
