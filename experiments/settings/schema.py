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
from experiments.settings.specs.sensitivity import Sensitivity
from experiments.settings.specs.sweep import Sweep
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.quantity import Section, param

FIVE = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")


class Run(Section):
    """Keys of a run that are no parameter of the model."""

    modes: tuple[str, ...] = param(FIVE, "-", "modes that compare puts side by side, each a file of conf/mode", source="-", moves="")
    seed: int = param(1, "-", "seed of everything random", source="-", moves="", ge=0, le=2**31 - 1)
    replications: int | Literal["auto"] = param(
        10, "-", "replications; each draws everything random once, the same in every mode; auto: as many as precision.* asks", source="-", moves=""
    )
    workers: int | None = param(None, "-", "processes at work; empty: one a processor", source="-", moves="", ge=1, le=1024)
    lang: Literal["zh", "en"] = param("zh", "-", "language of tables, charts and page", source="-", moves="")
    trace: bool | tuple[int, ...] = param(False, "-", "write every parcel, run, stop and shift of replication 0 (true) or of the listed replications", source="-", moves="")
    placement_seeds: int = param(0, "-", "repeat the headline over so many placements of the synthetic villages, and of a hub that no table places (compare)", source="-", moves="", ge=0, le=1000)
    charts: bool = param(True, "-", "draw the charts", source="-", moves="")
    design: str | None = param(None, "path", "table of scenarios for sweep, a row each, a column a key (CSV, YAML or xlsx)", source="-", moves="")
    store: str = param("results/store", "path", "folder in which studies keep what they have simulated, for all of them", source="-", moves="")
    engine: Literal["local", "dask", "slurm", "submitit"] = param("local", "-", "where studies run: processes here, a Dask cluster, Slurm by Dask, Slurm by job array", source="-", moves="")
    address: str | None = param(None, "-", "address of the Dask scheduler; empty: start one here", source="-", moves="")
    fail_fast: bool = param(False, "-", "stop a study at the first scenario that fails", source="-", moves="")
    objective: Literal["system", "brands", "operators", "public", "residents"] = param("system", "-", "whose cost a parcel decides which mode is best", source="-", moves="")


class NewCounty(Section):
    """Keys of the verb new-county."""

    file: str = param("my_county.xlsx", "path", "workbook, or folder, to write", source="-", moves="")
    names: str | None = param(None, "path", "table of townships and villages to build the county from (CSV or xlsx)", source="-", moves="")
    boundary: str | None = param(None, "path", "boundary of the county (GeoJSON)", source="-", moves="")


SPECS: dict[str, type[Section]] = {
    "new_county": NewCounty,
    "precision": Precision,
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
    return {**Run().model_dump(mode="json"), **{name: kind().model_dump(mode="json") for name, kind in SPECS.items()}, "county": county, "chart": ChartSpec().model_dump(mode="json")}


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
    return (*registry(Run()), *specs, *registry(parameters))
