"""Keys of ``cluster``: what a study asks of a cluster (``engine=dask``, ``slurm`` and ``submitit``)."""

from __future__ import annotations

from sim.parameters.quantity import Section, param


class Cluster(Section):
    """What a study asks of a cluster. Jobs are Slurm's; none of it moves a result."""

    jobs: int = param(4, "-", ("同时运行的 Slurm 作业数", "Slurm jobs at work at a time"), source="-", moves="", ge=1, le=10_000)
    cores: int = param(1, "-", ("每个作业的处理器数，一个处理器一个进程", "processors a job, a worker process each"), source="-", moves="", ge=1, le=1024)
    memory_gb: float = param(4.0, "GB", ("每个作业的内存", "memory a job"), source="-", moves="", gt=0)
    walltime_min: int = param(60, "min", ("作业时限；未完成而到时的作业由新作业接替", "time limit of a job; one that ends before its work is done is replaced"), source="-", moves="", ge=5)
    partition: str | None = param(None, "-", ("Slurm 分区；留空：集群默认", "Slurm partition; empty: the cluster's default"), source="-", moves="")
    account: str | None = param(None, "-", ("Slurm 计费账户", "Slurm account that pays"), source="-", moves="")
    directives: tuple[str, ...] = param((), "-", ("sbatch 的其他选项，如 --qos=long", "further options of sbatch, such as --qos=long"), source="-", moves="")
    setup: tuple[str, ...] = param((), "-", ("作业开始时执行的命令，如 module load", "shell lines at the start of a job, such as module load"), source="-", moves="")
    interface: str | None = param(None, "-", ("工作进程连接本机所用的网络接口（engine=slurm），如 ib0", "network interface on which workers reach this machine (engine=slurm), such as ib0"), source="-", moves="")
    dashboard: str = param("127.0.0.1:0", "-", ("Dask 进度页的地址；该页不问访问者是谁，默认只限本机、任选端口", "address of Dask's page of progress, which asks nobody who he is; by default on this machine only, any free port"), source="-", moves="")
    tls_ca: str | None = param(None, "path", ("签发证书者的证书；三项写全后，Dask 集群只用 TLS 通信", "certificate of the authority that signed the next one; all three: the Dask cluster talks by TLS only"), source="-", moves="")
    tls_cert: str | None = param(None, "path", ("调度进程、工作进程和本程序的证书", "certificate of scheduler, workers and this program"), source="-", moves="")
    tls_key: str | None = param(None, "path", ("该证书的密钥", "its key"), source="-", moves="")
    folder: str = param("results/cluster", "path", ("作业文件和日志的文件夹；各节点都须以此路径可见", "folder for jobs' files and logs; every node must see it under this path"), source="-", moves="")
    tasks_per_job: int = param(50, "-", ("作业组中每个作业的任务数（engine=submitit）", "tasks that an array job is given (engine=submitit)"), source="-", moves="", ge=1, le=100_000)
    wait_min: float = param(60.0, "min", ("这么久没有工作进程则放弃；作业可能在排队", "give up when no worker has been there for so long; jobs may wait in a queue"), source="-", moves="", gt=0)
