"""What a person may set: the run's own keys, and Hydra's picture of every key.

The parameters of the model are declared in ``sim.parameters``; here they are only shown to Hydra, so that ``--cfg job``
prints them and an override of any of them is known without writing a default twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from experiments.settings.cluster import Cluster
from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.inference.cost.sharing_keys import Sharing
from sim.inference.drivers.driver_keys import Sensitivity
from sim.inference.mix.mix_keys import Mix
from sim.inference.precision_keys import Precision
from sim.inference.robustness.robust_keys import Robustness
from sim.inference.search.decisions import Optimise
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.once import Texts
from sim.parameters.quantity import Section
from sim.parameters.setting import setting
from sim.proposal.sweep.sweep_keys import Sweep
from sim.proposal.why.why_keys import Why
from sim.service.map_keys import ModeMap

PARTNERS = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")


class RunKeys(Section):
    """Keys of a run that are no parameter of the model."""

    modes: Texts | None = setting("modes", None)
    shape: Literal["best", "township", "direct", "all"] = setting("shape", "best")
    seed: int = setting("seed", 1, ge=0, le=2**31 - 1)
    replications: int | Literal["auto"] = setting("replications", 10)
    workers: int | None = setting("workers", None, ge=1, le=1024)
    lang: Literal["zh", "en"] = setting("lang", "zh")
    trace: bool | tuple[int, ...] = setting("trace", False)
    placement_seeds: int = setting("placement_seeds", 0, ge=0, le=1000)
    stages: int = setting("stages", 1, ge=0, le=1000)
    what_if: int = setting("what_if", 1, ge=0, le=1000)
    charts: bool = setting("charts", True)
    design: str | None = setting("design", None, "path")
    store: str = setting("store", "results/store", "path")
    keep: Literal["all", "kpis"] = setting("keep", "all")
    engine: Literal["local", "dask", "slurm", "submitit"] = setting("engine", "local")
    address: str | None = setting("address", None)
    fail_fast: bool = setting("fail_fast", False)
    objective: Literal["system", "brands", "operators", "public", "residents"] = setting("objective", "system")


class NewCounty(Section):
    """Keys of the verb new-county."""

    file: str = setting("new_county.file", "my_county.xlsx", "path")
    names: str | None = setting("new_county.names", None, "path")
    filled: bool = setting("new_county.filled", False)
    boundary: str | None = setting("new_county.boundary", None, "path")


class Propose(Section):
    """Keys of the verb propose."""

    template: str | None = setting("propose.template", None, "path")


class Explore(Section):
    """Keys of the verb explore."""

    day: int | None = setting("explore.day", None, ge=1)


SPECS: dict[str, type[Section]] = {
    "new_county": NewCounty,
    "propose": Propose,
    "why": Why,
    "explore": Explore,
    "precision": Precision,
    "robustness": Robustness,
    "sharing": Sharing,
    "mix": Mix,
    "sweep": Sweep,
    "sensitivity": Sensitivity,
    "optimise": Optimise,
    "mode_map": ModeMap,
    "cluster": Cluster,
}
"""Sections of one verb or study each, by name."""


def defaults() -> dict[str, Any]:
    """Defaults of the whole parameter tree, of the run's own keys and of a county's, as Hydra shows them."""
    county = {name: info.default for name, info in CountySpec.model_fields.items() if not info.is_required()}
    of = {name: kind().model_dump(mode="json") for name, kind in SPECS.items()}
    return {
        **Parameters().model_dump(mode="json"), **RunKeys().model_dump(mode="json"), **of,
        "county": county, "chart": ChartSpec().model_dump(mode="json"),
    }


def tell_hydra(known: dict[str, Any]) -> None:
    """Tell Hydra what the config ``defaults`` of conf/config.yaml's defaults list is, in place of what it was told."""
    from hydra.core.config_store import ConfigStore

    ConfigStore.instance().store(name="defaults", node=known)


def quantities(parameters: Parameters) -> tuple[Quantity, ...]:
    """Every key a person may set, with its value in ``parameters`` as base."""
    specs = [replace(q, key=f"{name}.{q.key}") for name, kind in SPECS.items() for q in registry(kind())]
    return (*registry(RunKeys()), *specs, *registry(parameters))
