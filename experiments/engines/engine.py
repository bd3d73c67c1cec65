"""Where tasks run: in processes here, on a Dask cluster, on Slurm. One interface for all of them.

A task is a function of a module and its arguments, so that it means the same in any process; what it returns must not depend on
where or when it ran.
"""

from __future__ import annotations

import pickle
import platform
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, Protocol, cast

from sim.problems import InputError, SaidError, phrase
from sim.source import code_version

ATTEMPTS = 3
"""So often may a task's worker be killed before the task is given up."""

PROTOCOL = pickle.HIGHEST_PROTOCOL


@dataclass(frozen=True)
class Task:
    """A piece of work.

    Attributes:
        name: unique among the tasks of a run.
        function: of a module, so that a worker finds it by its name.
        arguments: whatever pickle takes.
    """

    name: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Done:
    """What became of a task.

    Attributes:
        name: of the task.
        value: what the function returned; None unless ``kind`` is ok.
        error: None if ok; else the message of the exception, or that the worker was killed.
        kind: ok; failed: the function raised; killed: its worker died under it in every attempt.
        trace: the traceback of an exception, for whoever looks for its cause.
    """

    name: str
    value: Any = None
    error: str | None = None
    kind: Literal["ok", "failed", "killed"] = "ok"
    trace: str = ""


class Engine(Protocol):
    """Runs tasks. One ``run`` at a time; what is set up for it (processes, jobs) serves the next one too, until ``close``."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Run the tasks and yield each once, in the order in which they finish.

        ``tasks`` is drawn on only as far as a few tasks a worker are under way. A task whose worker is killed runs again, three
        or four times in all; one that was yielded never does. Leaving the iterator early, Ctrl-C included, stops what is under way.

        Raises:
            EngineError: there is nowhere left to run tasks.
        """
        ...

    def close(self) -> None:
        """End the workers; the engine can run no more."""
        ...


class EngineError(SaidError):
    """Workers do not start, or the cluster went away: what is not done cannot be done now."""


def attempt(task: Task) -> Done:
    """Run a task here."""
    try:
        return Done(task.name, task.function(*task.arguments))
    except InputError as error:
        return Done(task.name, error=str(error), kind="failed")
    except (Exception, SystemExit) as error:
        return _failed(task.name, error)


def _failed(name: str, error: BaseException) -> Done:
    return Done(name, error=f"{type(error).__name__}: {error}", kind="failed", trace="".join(traceback.format_exception(error)))


def killed(name: str, how: str) -> Done:
    """A task that is given up because its workers died under it; ``how`` they ended, as the engine knows it."""
    return Done(name, error=f"killed its worker in every attempt ({how}); out of memory?", kind="killed")


@dataclass(eq=False)
class Item:
    """A task as it travels: its name apart, to be known where the rest cannot be read.

    Attributes:
        name: of the task.
        packed: what ``answer`` takes.
        attempts: how many workers died under it so far.
    """

    name: str
    packed: bytes
    attempts: int = 0

    @classmethod
    def of(cls, task: Task) -> Item:
        """Pack a task for its way."""
        return cls(task.name, pickle.dumps((task.name, pickle.dumps((task.function, task.arguments), PROTOCOL)), PROTOCOL))


def answer(packed: bytes) -> bytes:
    """Run a packed task; the ``Done`` as it travels back, also where the task cannot be read or its value not be sent."""
    name, work = pickle.loads(packed)
    try:
        function, arguments = pickle.loads(work)
    except Exception as error:
        return pickle.dumps(_failed(name, error), PROTOCOL)
    done = attempt(Task(name, function, arguments))
    try:
        return pickle.dumps(done, PROTOCOL)
    except Exception as error:
        return pickle.dumps(_failed(name, error), PROTOCOL)


def answer_elsewhere(packed: bytes, version: str) -> bytes:
    """``answer`` on another machine, which refuses where its model is not of the version that asks."""
    if code_version() != version:
        return pickle.dumps(EngineError(phrase("engine.other_version", node=platform.node())))
    return answer(packed)


def received(said: bytes) -> Done:
    """An answer as it came back.

    Raises:
        EngineError: the other machine has refused.
    """
    done = pickle.loads(said)
    if isinstance(done, EngineError):
        raise done
    return cast(Done, done)
