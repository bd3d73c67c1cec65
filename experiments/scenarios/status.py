"""What became of a scenario of a study."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from experiments.engines.engine import EngineError
from experiments.scenarios.work import ReplicationError
from sim.problems import phrase

Labels = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Status:
    """What became of one point.

    Attributes:
        key, labels: of the point, see ``design.DesignPoint``.
        state: ok; failed: its plan or a replication could not be made; killed: it killed its worker every time; missing: not all
            that was asked for is there, and nothing is known to be wrong (never run, or stopped).
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


def heed_fail_fast(statuses: Iterable[Status], fail_fast: bool) -> None:
    """End a study that can do nothing with a part of its points.

    Raises:
        EngineError: a scenario failed, and ``fail_fast`` asks to stop then.
    """
    bad = next((s for s in statuses if s.state in ("failed", "killed")), None)
    if bad is not None and fail_fast:
        raise EngineError(phrase("engine.fail_fast", reason=bad.message))
