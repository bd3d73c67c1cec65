"""Tasks in processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue

from experiments.engines.engine import ATTEMPTS, Done, EngineError, Item, Task, answer, attempt, killed
from experiments.engines.interrupts import workers_start
from sim.plain.process import set_environment
from sim.problems import phrase

DEPTH = 2
"""Tasks given to a worker at a time: the one it works on, and one more so that it need not wait for us."""

READY, GRACE_S = b"", 3.0
"""A worker's first message; seconds for taking away what it has half written."""


@dataclass(eq=False)
class _Worker:
    """A process, our end of the pipe to it, and what it was given: it answers in that order, so the first is the one it works on."""

    process: SpawnProcess
    pipe: Connection
    given: deque[Item] = field(default_factory=deque)
    ready: bool = False

    def give(self, item: Item) -> None:
        self.given.append(item)
        if self.ready:
            self.send(item)

    def send(self, item: Item) -> None:
        with suppress(OSError):  # it died; reading from it will tell
            self.pipe.send_bytes(item.packed)


class LocalEngine:
    """Processes of this machine, started when they are first needed and kept until ``close``.

    A worker has a pipe of its own, so which task it died under is known: no other is blamed, and none but that one runs again from
    its beginning. A worker ends when this process does, however it ends.

    With one worker the tasks run in this process: no start-up and plain tracebacks, but a task that kills its worker kills us.

    Attributes:
        apart: whether tasks run in other processes than this one.
    """

    def __init__(self, workers: int, *, apart: bool = False) -> None:
        """
        Args:
            workers: how many.
            apart: one worker, too, is a process of its own.
        """
        self._count = workers
        self.apart = apart or workers > 1
        self._team: list[_Worker] = []
        self._stillborn = 0

    @property
    def started(self) -> bool:
        """Whether there are processes that wait for something to do."""
        return bool(self._team)

    def start(self, module: str) -> None:
        """Start the processes ahead of their first tasks; they load a module while this one goes on."""
        while self.apart and len(self._team) < self._count:
            self._start(module)

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See ``Engine``."""
        if not self.apart:
            yield from map(attempt, tasks)
            return
        source, again = iter(tasks), deque[Item]()
        try:
            self._hand_out(source, again)
            while self._busy():
                for worker in self._heard():
                    done = self._hear(worker, again)
                    self._hand_out(source, again)
                    if done is not None:
                        yield done
        finally:
            if self._busy():
                self._end()

    def close(self) -> None:
        """See ``Engine``."""
        self._end()

    def _busy(self) -> bool:
        return any(w.given for w in self._team)

    def _heard(self) -> list[_Worker]:
        """Workers that have said something or died; waits until there is one."""
        said = set(wait([w.pipe for w in self._team]))
        return [w for w in self._team if w.pipe in said]

    def _hand_out(self, source: Iterator[Task], again: deque[Item]) -> None:
        """Give tasks to workers until each has enough or there are no more."""
        while len(self._team) < self._count or any(len(w.given) < DEPTH for w in self._team):
            if again:
                item = again.popleft()
            else:
                task = next(source, None)
                if task is None:
                    return
                item = Item.of(task)
            self._free().give(item)

    def _free(self) -> _Worker:
        """The worker with least to do; a new one where all have something to do and there may be more."""
        if len(self._team) < self._count and all(w.given for w in self._team):
            self._start()
        return min(self._team, key=lambda w: len(w.given))

    def _start(self, *modules: str) -> None:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=_work, args=(theirs, *modules), daemon=True)
        with workers_start():
            process.start()
            self._team.append(_Worker(process, ours))
        theirs.close()

    def _hear(self, worker: _Worker, again: deque[Item]) -> Done | None:
        """Take a worker's message: a finished task, or None."""
        try:
            said = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            return self._bury(worker, again)
        if said == READY:
            worker.ready, self._stillborn = True, 0
            for item in worker.given:
                worker.send(item)
            return None
        worker.given.popleft()
        done: Done = pickle.loads(said)
        return done

    def _bury(self, worker: _Worker, again: deque[Item]) -> Done | None:
        """Take leave of a dead worker: what it worked on runs again or is given up, what it had not begun goes to others."""
        worker.process.join()
        worker.pipe.close()
        self._team.remove(worker)
        how = f"exit code {worker.process.exitcode}"
        if not worker.ready:
            again.extend(worker.given)
            self._stillborn += 1
            if self._stillborn >= ATTEMPTS:
                raise EngineError(phrase("engine.stillborn", code=str(worker.process.exitcode)))
            return None
        lost = worker.given.popleft() if worker.given else None
        again.extend(worker.given)
        if lost is None:
            return None
        lost.attempts += 1
        if lost.attempts >= ATTEMPTS:
            return killed(lost.name, how)
        again.append(lost)
        return None

    def _end(self) -> None:
        """Stop the workers, those that are at work as soon as what they have half written is gone."""
        team, self._team = self._team, []
        for worker in team:
            (worker.process.terminate if worker.given else worker.process.kill)()
        for worker in team:
            worker.process.join(GRACE_S)
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()


def _work(pipe: Connection, *modules: str) -> None:
    """What a worker does all its life, which begins with loading some modules."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where ``workers_start`` cannot hold it back
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    set_environment()
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(pipe, inbox), daemon=True).start()
    with suppress(KeyboardInterrupt):
        for module in modules:
            import_module(module)
        pipe.send_bytes(READY)
        while True:
            pipe.send_bytes(answer(inbox.get()))


def _receive(pipe: Connection, inbox: SimpleQueue[bytes]) -> None:
    """Take in tasks at once, so that who sends them never waits; when nobody is left to send any, end this process."""
    try:
        while True:
            inbox.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(1)
