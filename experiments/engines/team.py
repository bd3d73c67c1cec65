"""The workers of a command: one team for all that it has done elsewhere, from its first task to its end."""

from __future__ import annotations

from functools import cached_property

from experiments.engines.engine import Engine
from experiments.engines.local import LocalEngine
from experiments.settings.config import Config
from sim.plain.process import processors
from sim.problems import InputError, Problem, phrase


class Team:
    """Who works for a command; nobody starts before there is something to do, and all end with ``close``."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._here = LocalEngine(config.run.workers or processors())
        self._elsewhere: list[Engine] = []

    def start(self) -> None:
        """Start those of this machine, who will be needed whatever is found: they load while this process does."""
        self._here.start("experiments.scenarios.work")

    @property
    def helpers(self) -> LocalEngine | None:
        """Processes of this machine for routes and files, the simulations' own with ``engine=local``; None where the
        config has one worker, which is this process."""
        return self._here if self._here.apart else None

    @cached_property
    def engine(self) -> Engine:
        """What simulates.

        Raises:
            InputError: a library that it needs is not installed.
        """
        if self._config.run.engine == "local":
            return self._here
        self._elsewhere.append(_on_a_cluster(self._config))
        return self._elsewhere[0]

    def close(self) -> None:
        """End all workers."""
        for engine in (self._here, *self._elsewhere):
            engine.close()


def _on_a_cluster(config: Config) -> Engine:
    run, cluster = config.run, config.cluster
    try:
        if run.engine == "submitit":
            from experiments.engines.submitit import SubmititEngine, slurm_jobs

            return SubmititEngine(slurm_jobs(cluster), cluster)
        from experiments.engines.dask import DaskEngine, here, security_of

        security = security_of(cluster)
        if run.engine == "slurm":
            from experiments.engines.slurm import dask_workers

            return DaskEngine(dask_workers(cluster, security), cluster.wait_min, security)
        source = run.address or here(run.workers or processors(), cluster.dashboard, security)
        return DaskEngine(source, cluster.wait_min, security)
    except ImportError as error:
        allowed, hint = phrase("engine.installed"), phrase("engine.install", reason=str(error))
        raise InputError([Problem("engine.library", "engine", run.engine, allowed, hint)]) from None
