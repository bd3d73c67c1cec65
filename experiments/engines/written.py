"""Files written side by side on all processors."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, tee
from typing import Any

from experiments.engines.engine import Task
from experiments.engines.local import LocalEngine

SIDE_BY_SIDE = 6
"""Tasks from which on other processes are started; a few are done before these have started."""


def written(tasks: Iterable[Task], helpers: LocalEngine | None) -> dict[str, Any]:
    """What each task returns, by its name; the files are the same whoever writes them.

    Args:
        tasks: drawn on as helpers get free, so that what a later one needs is made while others are under way. One that
            fails in another process is done again here, so that its own error is raised.
        helpers: processes to write them; None: this one.
    """
    first, theirs, ours = tee(tasks, 3)
    many = helpers is not None and (helpers.started or len(list(islice(first, SIDE_BY_SIDE))) == SIDE_BY_SIDE)
    done = {d.name: d.value for d in helpers.run(theirs) if d.kind == "ok"} if helpers is not None and many else {}
    return {task.name: done[task.name] if task.name in done else task.function(*task.arguments) for task in ours}
