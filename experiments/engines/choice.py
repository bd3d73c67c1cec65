"""The engine that a config asks for."""

from __future__ import annotations

from experiments.engines.engine import Engine, processors
from experiments.engines.local import LocalEngine
from experiments.settings.config import Config
from sim.problems import InputError, Problem, phrase


def engine_of(config: Config) -> Engine:
    """The engine that the config asks for; it starts its workers when it first needs them.

    Raises:
        InputError: a library that the engine needs is not installed.
    """
    run = config.run
    if run.engine == "local":
        return LocalEngine(run.workers or processors())
    try:
        if run.engine == "dask":
            from experiments.engines.dask import DaskEngine, here, security_of

            security = security_of(config.cluster)
            return DaskEngine(run.address or here(run.workers or processors(), config.cluster.dashboard, security), config.cluster.wait_min, security)
        if run.engine == "slurm":
            from experiments.engines.dask import DaskEngine, security_of
            from experiments.engines.slurm import dask_workers

            security = security_of(config.cluster)
            return DaskEngine(dask_workers(config.cluster, security), config.cluster.wait_min, security)
        from experiments.engines.submitit import SubmititEngine, slurm_jobs

        return SubmititEngine(slurm_jobs(config.cluster), config.cluster)
    except ImportError as error:
        raise InputError([Problem("engine.library", "engine", run.engine, phrase("engine.installed"), phrase("engine.install", reason=str(error)))]) from None
