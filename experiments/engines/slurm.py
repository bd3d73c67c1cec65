"""Dask workers as Slurm jobs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from distributed import Security

from experiments.engines.dask import LOOPBACK, Own
from experiments.settings.cluster import Cluster
from sim.plain.process import ENVIRONMENT
from sim.problems import InputError, Problem, phrase


def dask_workers(cluster: Cluster, security: Security | None = None) -> Own:
    """A Dask cluster whose scheduler is here and whose workers are Slurm jobs; a job that ends or is cancelled is submitted again.

    Raises:
        InputError: no Slurm here.
    """
    from dask_jobqueue import SLURMCluster

    slurm_here()
    seconds = 60 * cluster.walltime_min

    def start() -> Any:
        return SLURMCluster(
            queue=cluster.partition,
            account=cluster.account,
            cores=cluster.cores,
            processes=cluster.cores,
            memory=f"{cluster.memory_gb} GB",
            walltime=f"{cluster.walltime_min // 60:02d}:{cluster.walltime_min % 60:02d}:00",
            job_extra_directives=list(cluster.directives),
            job_script_prologue=[*(f"export {name}={value}" for name, value in ENVIRONMENT.items()), *cluster.setup],
            interface=cluster.interface,
            job_name="parcelflow",
            log_directory=str(Path(cluster.folder).resolve()),
            worker_extra_args=["--lifetime", f"{0.85 * seconds:.0f}s", "--lifetime-stagger", f"{0.1 * seconds:.0f}s", "--dashboard-address", LOOPBACK],  # leave in good time
            scheduler_options={"dashboard_address": cluster.dashboard},
            security=security,
            protocol="tls://" if security else "tcp://",
        )

    return Own(start, lambda own: own.scale(jobs=cluster.jobs))


def slurm_here() -> None:
    """Make sure that jobs can be submitted here.

    Raises:
        InputError: they cannot.
    """
    if shutil.which("sbatch") is None:
        raise InputError([Problem("engine.slurm", "engine", phrase("engine.no_sbatch"), phrase("engine.slurm_machine"))])
