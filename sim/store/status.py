"""What became of a scenario of a study: whether its replications are there, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sim.store.kept import ReplicationError

Labels = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Status:
    """What became of one point.

    Attributes:
        key, labels: of the point, see ``experiments.scenarios.design.DesignPoint``.
        state: ok; failed: its plan or a replication could not be made; killed: it killed its worker every time;
            missing: not all that was asked for is there, and nothing is known to be wrong (never run, or stopped).
        message: what went wrong, empty if nothing did.
        replications: how many of those asked for are there.
        overloads: what its plan is asked for beyond what it can do, Chinese and English.
        error: what went wrong in this call, in both languages.
    """

    key: str
    labels: Labels
    state: Literal["ok", "failed", "killed", "missing"]
    message: str
    replications: int
    overloads: tuple[tuple[str, str], ...] = ()
    error: ReplicationError | None = None
