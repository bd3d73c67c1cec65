"""What plans ask of the route solver, found out without solving, so that it can be solved many at a time."""

from __future__ import annotations

from sim.service.draft.routes import RouteCache, Routes, RoutingTask, sketch


class Unsolved:
    """Answers with routes that are known, and with a sketch where none are, and keeps the tasks that it sketched.

    Attributes:
        tasks: by key of their content, so that what several plans ask stands here once. What a plan asks because of an earlier answer
            need not be among them, as that was a sketch.
    """

    def __init__(self, known: RouteCache) -> None:
        self._known = known
        self.tasks: dict[str, RoutingTask] = {}

    def routes(self, task: RoutingTask) -> Routes:
        """See ``Router``."""
        if len(task.service) <= 2:  # no choice, so a sketch is the answer
            return sketch(task)
        found = self._known.find(task)
        if found is None:
            self.tasks[task.key] = task
            found = sketch(task)
        return found
