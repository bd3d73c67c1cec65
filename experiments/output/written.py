"""Files written side by side on all processors."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import Any

from experiments.engines.engine import Task, processors
from experiments.engines.local import LocalEngine

SIDE_BY_SIDE = 6
"""Tasks from which on other processes are started; a few are done before these have started."""


def written(tasks: Sequence[Task], workers: int | None) -> dict[str, Any]:
    """What each task returns, by its name; the files are the same whatever ``workers`` is.

    Args:
        tasks: the longest first. One that fails in another process is done again here, so that its own error is raised.
        workers: processes; None: one a processor.
    """
    count = min(workers or processors(), len(tasks)) if len(tasks) >= SIDE_BY_SIDE else 1
    with closing(LocalEngine(count)) as engine:
        done = {d.name: d.value for d in engine.run(tasks) if d.kind == "ok"}
    return {task.name: done[task.name] if task.name in done else task.function(*task.arguments) for task in tasks}
