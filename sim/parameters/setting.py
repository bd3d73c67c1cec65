"""How a key of a run or of a study is declared: what it means stands in the catalogue of words."""

from __future__ import annotations

from typing import Any

from sim.parameters.quantity import param
from sim.problems.phrase import catalogue


def setting(key: str, base: Any, unit: str = "-", source: str = "-", **bounds: float) -> Any:
    """Declare a key of a ``Section`` that is no parameter of the model, so that it moves no KPI.

    Args:
        key: dotted, as a person types it; the catalogue has its meaning as ``setting.<key>``.
        base: the default. ``unit``, ``source``, and ``bounds`` (``ge``, ``gt``, ``le``, ``lt``): see ``Quantity``.

    Raises:
        KeyError: the catalogue does not know it.
    """
    meaning = catalogue()[f"setting.{key}"]
    return param(base, unit, (meaning["zh"], meaning["en"]), source=source, moves="", **bounds)
