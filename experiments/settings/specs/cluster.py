"""Keys of ``cluster``: what a study asks of a cluster (``engine=dask``, ``slurm`` and ``submitit``)."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Cluster(Section):
    """What a study asks of a cluster. Jobs are Slurm's; none of it moves a result."""

    jobs: int = param(4, "-", "Slurm jobs at work at a time", source="-", moves="", ge=1, le=10_000)
    cores: int = param(1, "-", "processors a job, a worker process each", source="-", moves="", ge=1, le=1024)
    memory_gb: float = param(4.0, "GB", "memory a job", source="-", moves="", gt=0)
    walltime_min: int = param(60, "min", "time limit of a job; one that ends before its work is done is replaced", source="-", moves="", ge=5)
    partition: str | None = param(None, "-", "Slurm partition; empty: the cluster's default", source="-", moves="")
    account: str | None = param(None, "-", "Slurm account that pays", source="-", moves="")
    directives: tuple[str, ...] = param((), "-", "further options of sbatch, such as --qos=long", source="-", moves="")
    setup: tuple[str, ...] = param((), "-", "shell lines at the start of a job, such as module load", source="-", moves="")
    interface: str | None = param(None, "-", "network interface on which workers reach this machine (engine=slurm), such as ib0", source="-", moves="")
    folder: str = param("results/cluster", "path", "folder for jobs' files and logs; every node must see it under this path", source="-", moves="")
    tasks_per_job: int = param(50, "-", "tasks that an array job is given (engine=submitit)", source="-", moves="", ge=1, le=100_000)
    wait_min: float = param(60.0, "min", "give up when no worker has been there for so long; jobs may wait in a queue", source="-", moves="", gt=0)
