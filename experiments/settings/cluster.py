"""Keys of ``cluster``: what a study asks of a cluster (``engine=dask``, ``slurm`` and ``submitit``)."""

from __future__ import annotations

from sim.parameters.quantity import Section
from sim.parameters.setting import setting


class Cluster(Section):
    """What a study asks of a cluster. Jobs are Slurm's; none of it moves a result."""

    jobs: int = setting("cluster.jobs", 4, ge=1, le=10_000)
    cores: int = setting("cluster.cores", 1, ge=1, le=1024)
    memory_gb: float = setting("cluster.memory_gb", 4.0, "GB", gt=0)
    walltime_min: int = setting("cluster.walltime_min", 60, "min", ge=5)
    partition: str | None = setting("cluster.partition", None)
    account: str | None = setting("cluster.account", None)
    directives: tuple[str, ...] = setting("cluster.directives", ())
    setup: tuple[str, ...] = setting("cluster.setup", ())
    interface: str | None = setting("cluster.interface", None)
    dashboard: str = setting("cluster.dashboard", "127.0.0.1:0")
    tls_ca: str | None = setting("cluster.tls_ca", None, "path")
    tls_cert: str | None = setting("cluster.tls_cert", None, "path")
    tls_key: str | None = setting("cluster.tls_key", None, "path")
    folder: str = setting("cluster.folder", "results/cluster", "path")
    tasks_per_job: int = setting("cluster.tasks_per_job", 50, ge=1, le=100_000)
    wait_min: float = setting("cluster.wait_min", 60.0, "min", gt=0)
