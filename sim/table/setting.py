"""What is set together in a scenario: a row of a table of scenarios, or one value of a swept key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sim.problems import Where

NAME = "name"
"""Label of a row of a table that sets nothing."""


@dataclass(frozen=True)
class Setting:
    """What is set together: one value of a swept key, or one row of a table.

    Attributes:
        labels: by key or group, as a person wrote them; a row leaves out what its cells leave to the base.
        groups: overrides that choose files of conf/, for Hydra.
        values: by dotted key.
        origin: its row of a table of scenarios; None for the command line.
    """

    labels: tuple[tuple[str, Any], ...]
    groups: tuple[str, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    origin: Where | None = None
