"""Tasks on a Dask cluster: one that is there, or one started for the purpose."""

from __future__ import annotations

import itertools
import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import dask
from distributed import Client, Future, KilledWorker, LocalCluster, Security

from experiments.engines.engine import Done, EngineError, Item, Task, answer_elsewhere, killed, received
from experiments.engines.interrupts import workers_start
from experiments.settings.cluster import Cluster
from sim.problems import InputError, Phrase, Problem, phrase
from sim.source import code_version

DEPTH = 3
"""Tasks under way for each thread of the cluster."""

CONNECT_S = 15.0
"""So long a scheduler or worker may take to answer before it is taken for gone."""

LOOK_S = 1.0
"""So often it is looked whether scheduler and workers are there."""

LOOPBACK = "127.0.0.1:0"
"""Any free port that only this machine reaches."""

FETCH_S = 60.0
"""A finished result that cannot be fetched in this time is made again."""


@dataclass(frozen=True)
class Own:
    """A cluster of our own.

    Attributes:
        start: makes it, without workers.
        scale: asks it for its workers; asked again it replaces those it has lost.
    """

    start: Callable[[], Any]
    scale: Callable[[Any], None]


class DaskEngine:
    """Tasks as futures of a Dask cluster.

    When a worker dies Dask runs its tasks again elsewhere, and blames all of them. So a task that Dask has given up, its workers having
    died once too often (``distributed.scheduler.allowed-failures``), is tried again with nothing beside it: then it is known whether
    it is the culprit.
    """

    def __init__(self, cluster: str | Own, wait_min: float, security: Security | None = None) -> None:
        """
        Args:
            cluster: address of its scheduler, or how to start one of our own.
            wait_min: minutes without any worker after which there is no hope.
            security: certificates, where the cluster talks by TLS.
        """
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters of it is said in our own words
        self._source = cluster
        self._security = security
        self._wait_s = 60.0 * wait_min
        self._own: Any = None
        self._client: Client | None = None
        self._open = ExitStack()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """See ``Engine``."""
        flight = _Flight(self._connected(), tasks, self._wait_s, self._scale)
        try:
            yield from flight.landings()
        finally:
            if flight.under_way:
                flight.cancel()
                if self._own is not None:  # a cluster of ours would go on with what it has begun
                    self.close()

    def close(self) -> None:
        """See ``Engine``."""
        self._client = self._own = None
        self._open.close()

    def _connected(self) -> Client:
        if self._client is None:
            settings = {"distributed.scheduler.allowed-failures": 1, "distributed.comm.timeouts.connect": f"{CONNECT_S} s"}
            self._open.enter_context(dask.config.set(settings))
            try:
                with workers_start():
                    if isinstance(self._source, Own):
                        self._own = self._open.enter_context(self._source.start())
                    self._scale()
                    self._client = self._open.enter_context(Client(self._own or self._source, timeout=CONNECT_S, security=self._security))
            except (OSError, TimeoutError, ValueError) as error:
                raise EngineError(_unreached(self._source, error)) from error
        return self._client

    def _scale(self) -> None:
        if isinstance(self._source, Own):
            self._source.scale(self._own)


class _Flight:
    """The tasks of one run under way on a cluster."""

    def __init__(self, client: Client, tasks: Iterable[Task], wait_s: float, scale: Callable[[], None]) -> None:
        self._client = client
        self._scale = scale
        self._tasks = iter(tasks)
        self._again: deque[Item] = deque()
        self._suspects: deque[Item] = deque()
        self._alone: Item | None = None
        self.under_way: dict[Future, Item] = {}
        self._landed: SimpleQueue[Future] = SimpleQueue()
        self._key = f"parcelflow-{uuid.uuid4().hex}"
        self._number = itertools.count()
        self._wait_s = wait_s
        self._threads, self._looked, self._seen = 0, 0.0, time.monotonic()

    def landings(self) -> Iterator[Done]:
        """Every task as it is done."""
        while True:
            self._launch()
            if not self.under_way:
                return
            future = self._next()
            item = self.under_way.pop(future)
            done = self._outcome(future, item)
            if done is not None:
                yield done

    def cancel(self) -> None:
        """Give up what is under way."""
        if self._client.status == "running":
            self._client.cancel(list(self.under_way), force=True)

    def _launch(self) -> None:
        """Send tasks until enough are under way; a suspect goes alone, when there is nothing else left."""
        self._look()
        while len(self.under_way) < max(2, DEPTH * self._threads) and (item := self._fresh()) is not None:
            self._submit(item)
        if not self.under_way and self._suspects:
            self._alone = self._suspects.popleft()
            self._submit(self._alone)

    def _fresh(self) -> Item | None:
        if self._again:
            return self._again.popleft()
        task = next(self._tasks, None)
        return None if task is None else Item.of(task)

    def _submit(self, item: Item) -> None:
        future = self._client.submit(answer_elsewhere, item.packed, code_version(), key=f"{self._key}-{next(self._number)}", pure=False)
        self.under_way[future] = item
        future.add_done_callback(self._landed.put)

    def _next(self) -> Future:
        """The next future that came to an end, whichever."""
        while True:
            try:
                return self._landed.get(timeout=LOOK_S)
            except Empty:
                self._look()

    def _look(self) -> None:
        """See whether there is somebody to work.

        Raises:
            EngineError: no scheduler any more, or no worker for too long.
        """
        now = time.monotonic()
        if now - self._looked < LOOK_S and self._client.status == "running":
            return
        while self._client.status == "connecting":
            time.sleep(0.1)
        if self._client.status != "running":
            raise EngineError(phrase("engine.scheduler_gone"))
        with suppress(OSError):  # just lost: the status will tell
            self._threads, self._looked = sum(self._client.nthreads().values()), now
        self._scale()
        if self._threads:
            self._seen = now
        elif now - self._seen > self._wait_s:
            raise EngineError(phrase("engine.no_worker", minutes=self._wait_s / 60))

    def _outcome(self, future: Future, item: Item) -> Done | None:
        """What became of a future: the task is done, or None where it has to run again."""
        try:
            said = future.result(timeout=FETCH_S)
        except KilledWorker as error:
            if item is self._alone:
                return killed(item.name, f"{error.allowed_failures + 1} Dask workers died under it, with nothing else under way")
            self._suspects.append(item)
            return None
        except (CancelledError, TimeoutError, OSError):  # lost with the scheduler, or with the worker that held it
            self._again.append(item)
            return None
        except Exception as error:
            raise EngineError(phrase("engine.not_taken", reason=f"{type(error).__name__}: {error}")) from error
        return received(said)


def security_of(cluster: Cluster) -> Security | None:
    """The certificates that the keys ``cluster.tls_*`` name; None where they name none.

    Raises:
        InputError: one of them is missing, or names no file.
    """
    files = {name: getattr(cluster, name) for name in ("tls_ca", "tls_cert", "tls_key")}
    if not any(files.values()):
        return None
    missing = [(key, file) for key, file in files.items() if not file or not Path(file).is_file()]
    if missing:
        raise InputError(Problem("engine.tls", f"cluster.{key}", file or phrase("engine.no_tls"), phrase("engine.tls")) for key, file in missing)
    roles = {f"tls_{role}_{part}": files[f"tls_{part}"] for role in ("scheduler", "worker", "client") for part in ("cert", "key")}
    return Security(tls_ca_file=files["tls_ca"], require_encryption=True, **roles)


def here(workers: int, dashboard: str = LOOPBACK, security: Security | None = None) -> Own:
    """A cluster of worker processes on this machine, which nobody on another machine reaches."""

    def start() -> Any:
        pages = {"dashboard_address": dashboard, "worker_dashboard_address": LOOPBACK}
        return LocalCluster(n_workers=0, threads_per_worker=1, host="127.0.0.1", protocol="tls://" if security else "tcp://", security=security, silence_logs=logging.CRITICAL, **pages)

    return Own(start, lambda cluster: cluster.scale(workers))


def _unreached(source: object, error: Exception) -> Phrase:
    """What to say where no scheduler answers."""
    if isinstance(source, Own):
        return phrase("engine.no_dask", reason=str(error))
    return phrase("engine.no_dask_at", address=str(source), reason=str(error))
