"""Which scenarios a study looks at: one ``Point`` each, made one by one from the command line's lists or from a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from experiments.config import Config
from experiments.over import over
from experiments.provenance import scenario_key

__all__ = ["Point", "over", "point"]


@dataclass(frozen=True, eq=False)
class Point:
    """One scenario of a study.

    Attributes:
        labels: swept key and its value as a person wrote it, in the order of the design.
        config: validated; its mode and assignment say which scenario it is.
    """

    labels: tuple[tuple[str, Any], ...]
    config: Config

    @property
    def scenario(self) -> str:
        """What is simulated: the assignment, where it tells villages apart, else the one mode for every village."""
        spread = self.config.assignment
        return spread.name if spread.mixed else self.config.mode

    @cached_property
    def key(self) -> str:
        """Names everything that a replication's numbers depend on, its number apart."""
        return scenario_key(self.config, self.scenario)


def point(config: Config, values: Mapping[str, Any]) -> Point:
    """``over``, with the values as labels."""
    return Point(tuple(values.items()), over(config, values))
