"""Tasks of one job of an array, and the file in which the job writes down its answers."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.engines.engine import PROTOCOL, Done, EngineError, Task, received
from experiments.engines.local import LocalEngine
from sim.problems import phrase
from sim.source import code_version

HEAD = 8
"""Bytes that say how long an answer is."""


class Answers:
    """The answers in a file, read as they are added; one that is not whole yet, or never will be, is not seen."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.end = 0

    def begun(self) -> bool:
        """Whether the job has begun."""
        return self._file.exists()

    def read(self) -> Iterator[Done]:
        """What was added since.

        Raises:
            EngineError: the job refuses to work.
        """
        if not self._file.exists():
            return
        with self._file.open("rb") as file:
            file.seek(self.end)
            while len(head := file.read(HEAD)) == HEAD:
                body = file.read(int.from_bytes(head, "big"))
                if len(body) < int.from_bytes(head, "big"):
                    return
                self.end += HEAD + len(body)
                yield received(body)


@dataclass(frozen=True)
class Bundle:
    """What a job does: its tasks, but those that have an answer already because the job was here before and was queued again.

    Attributes:
        tasks: of the job.
        file: for the answers.
        workers: processes.
        version: of the model that must be here.
    """

    tasks: tuple[Task, ...]
    file: Path
    workers: int
    version: str

    def __call__(self) -> None:
        """Run the tasks."""
        self.file.touch()
        before = Answers(self.file)
        answered = {done.name for done in before.read()}
        with self.file.open("r+b") as file, closing(LocalEngine(self.workers, apart=True)) as engine:
            file.truncate(before.end)
            file.seek(before.end)
            if code_version() != self.version:
                _add(file, EngineError(phrase("engine.other_version", node=phrase("engine.a_node"))))
                return
            for done in engine.run(t for t in self.tasks if t.name not in answered):
                _add(file, done)

    def checkpoint(self) -> Any:
        """How to go on after the job was queued again, for submitit: the same, as the answers are on disk."""
        import submitit

        return submitit.helpers.DelayedSubmission(self)


def _add(file: Any, answer: Done | EngineError) -> None:
    body = pickle.dumps(answer, PROTOCOL)
    file.write(len(body).to_bytes(HEAD, "big") + body)
    file.flush()
