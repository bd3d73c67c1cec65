"""What a person may set: the run's own keys, and Hydra's picture of every key.

The parameters of the model are declared in ``sim.parameters``; here they are only shown to Hydra, so that ``--cfg job`` prints
them and an override of any of them is known without writing a default twice.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, Literal

from experiments.settings.specs.cluster import Cluster
from experiments.settings.specs.mode_map import ModeMap
from experiments.settings.specs.optimise import Optimise
from experiments.settings.specs.precision import Precision
from experiments.settings.specs.robustness import Robustness
from experiments.settings.specs.sensitivity import Sensitivity
from experiments.settings.specs.sweep import Sweep
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.quantity import Section, param

PARTNERS = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")


class RunKeys(Section):
    """Keys of a run that are no parameter of the model."""

    modes: tuple[str, ...] | None = param(None, "-", ("compare 并列比较的合作模式，每个对应 conf/mode 下的一个文件；留空：每个合作方一列（路网形状见 shape），另加现状", "modes that compare puts side by side, each a file of conf/mode; empty: one of each partner, in the shape of the network that shape says, and how things are today"), source="-", moves="")
    shape: Literal["best", "township", "direct", "all"] = param("best", "-", ("没有列出 modes 时各合作方的路网形状：best 取首次重复中成本较低者（按 objective），township 一律经乡镇，direct 一律县直达，all 每种形状各一列", "shape of each partner's network where no modes are listed: best, the one that costs less in the first replication (objective); township or direct, the same for all; all, a column for each"), source="-", moves="")
    seed: int = param(1, "-", ("全部随机数的种子", "seed of everything random"), source="-", moves="", ge=0, le=2**31 - 1)
    replications: int | Literal["auto"] = param(
        10, "-", ("重复次数；每次重复把随机量各抽一遍，各模式相同；auto：按 precision.* 的要求自动确定", "replications; each draws everything random once, the same in every mode; auto: as many as precision.* asks"), source="-", moves=""
    )
    workers: int | None = param(None, "-", ("并行进程数；留空：每个处理器一个", "processes at work; empty: one a processor"), source="-", moves="", ge=1, le=1024)
    lang: Literal["zh", "en"] = param("zh", "-", ("语言：表格、图、网页、提示；zh 中文，en 英文", "language of tables, charts and page"), source="-", moves="")
    trace: bool | tuple[int, ...] = param(False, "-", ("写出每件快件、每个车次、停靠和班次的明细：true 为第 0 次重复，或列出重复编号", "write every parcel, run, stop and shift of replication 0 (true) or of the listed replications"), source="-", moves="")
    placement_seeds: int = param(0, "-", ("把主要结果在这么多种布点（合成的村庄位置、未给位置的县级中心）下各算一遍（compare）", "repeat the headline over so many placements of the synthetic villages, and of a hub that no table places (compare)"), source="-", moves="", ge=0, le=1000)
    charts: bool = param(True, "-", ("是否画图", "draw the charts"), source="-", moves="")
    design: str | None = param(None, "path", ("sweep 的方案表：一行一个方案，一列一个键（CSV、YAML 或 xlsx）", "table of scenarios for sweep, a row each, a column a key (CSV, YAML or xlsx)"), source="-", moves="")
    store: str = param("results/store", "path", ("存放已模拟结果的文件夹，各项研究共用", "folder in which studies keep what they have simulated, for all of them"), source="-", moves="")
    keep: Literal["all", "kpis"] = param("all", "-", ("研究保存每次重复的哪些结果：all 全部指标，此后 simulate、compare 不必重新模拟；kpis 只存全县指标，省去九成空间", "what a study keeps of each replication: all its measures, so that simulate and compare need not simulate it again; kpis, the county's KPIs alone, in a tenth of the space"), source="-", moves="")
    engine: Literal["local", "dask", "slurm", "submitit"] = param("local", "-", ("研究在哪里运行：local 本机进程，dask 为 Dask 集群，slurm 经 Dask 用 Slurm，submitit 用 Slurm 作业组", "where studies run: processes here, a Dask cluster, Slurm by Dask, Slurm by job array"), source="-", moves="")
    address: str | None = param(None, "-", ("Dask 调度程序的地址；留空：在本机启动", "address of the Dask scheduler; empty: start one here"), source="-", moves="")
    fail_fast: bool = param(False, "-", ("有方案失败时立即停止研究", "stop a study at the first scenario that fails"), source="-", moves="")
    objective: Literal["system", "brands", "operators", "public", "residents"] = param("system", "-", ("按谁的单件成本判断哪种模式最优：system 全系统，brands 快递企业，operators 企业，public 财政，residents 群众", "whose cost a parcel decides which mode is best"), source="-", moves="")


class NewCounty(Section):
    """Keys of the verb new-county."""

    file: str = param("my_county.xlsx", "path", ("要写出的工作簿或文件夹", "workbook, or folder, to write"), source="-", moves="")
    names: str | None = param(None, "path", ("据以生成县域的乡镇和村名表（CSV 或 xlsx）", "table of townships and villages to build the county from (CSV or xlsx)"), source="-", moves="")
    filled: bool = param(False, "-", ("写出 county 所指的县，空缺由规则补齐，供修改；命令行写了 county 而没有村名表时即如此", "write the county that county names, filled by the rules, to be edited; so where the command names a county and no table of names"), source="-", moves="")
    boundary: str | None = param(None, "path", ("县界（GeoJSON）", "boundary of the county (GeoJSON)"), source="-", moves="")


SPECS: dict[str, type[Section]] = {
    "new_county": NewCounty,
    "precision": Precision,
    "robustness": Robustness,
    "sweep": Sweep,
    "sensitivity": Sensitivity,
    "optimise": Optimise,
    "mode_map": ModeMap,
    "cluster": Cluster,
}
"""Sections of one verb or study each, by name."""


def run_defaults() -> dict[str, Any]:
    """Defaults of the run's own keys and of a county's, as Hydra shows them."""
    county = {name: info.default for name, info in CountySpec.model_fields.items() if not info.is_required()}
    return {**RunKeys().model_dump(mode="json"), **{name: kind().model_dump(mode="json") for name, kind in SPECS.items()}, "county": county, "chart": ChartSpec().model_dump(mode="json")}


def parameter_defaults() -> dict[str, Any]:
    """Defaults of the whole parameter tree, as Hydra shows them."""
    return Parameters().model_dump(mode="json")


@cache
def register() -> None:
    """Tell Hydra the defaults; the configs ``run`` and ``parameters`` of conf/config.yaml's defaults list."""
    from hydra.core.config_store import ConfigStore

    store = ConfigStore.instance()
    store.store(name="run", node=run_defaults())
    store.store(name="parameters", node=parameter_defaults())


def quantities(parameters: Parameters) -> tuple[Quantity, ...]:
    """Every key a person may set, with its value in ``parameters`` as base."""
    specs = [replace(q, key=f"{name}.{q.key}") for name, kind in SPECS.items() for q in registry(kind())]
    return (*registry(RunKeys()), *specs, *registry(parameters))
