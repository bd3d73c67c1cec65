"""What a person may set: the run's own keys, and Hydra's picture of every key.

The parameters of the model are declared in ``sim.parameters``; here they are only shown to Hydra, so that ``--cfg job`` prints
them and an override of any of them is known without writing a default twice.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from sim.chart.info import ChartSpec
from sim.county.spec import CountySpec
from sim.parameters import Parameters, Quantity, registry
from sim.parameters.quantity import Section, param

FIVE = ("courier_courier", "postal_courier", "transport_courier", "commerce_courier", "township_pickup")


class Run(Section):
    """Keys of a run that are no parameter of the model."""

    modes: tuple[str, ...] = param(FIVE, "-", "modes that compare puts side by side, each a file of conf/mode", source="-", moves="")
    seed: int = param(1, "-", "seed of everything random", source="-", moves="", ge=0, le=2**31 - 1)
    replications: int = param(10, "-", "replications; each draws everything random once, the same in every mode", source="-", moves="", ge=1, le=100_000)
    workers: int | None = param(None, "-", "processes at work; empty: one a processor", source="-", moves="", ge=1, le=1024)
    lang: Literal["zh", "en"] = param("zh", "-", "language of tables, charts and page", source="-", moves="")
    trace: bool | tuple[int, ...] = param(False, "-", "write every parcel, run, stop and shift of replication 0 (true) or of the listed replications", source="-", moves="")
    placement_seeds: int = param(0, "-", "repeat the headline over so many placements of the synthetic villages (compare)", source="-", moves="", ge=0, le=1000)
    charts: bool = param(True, "-", "draw the charts", source="-", moves="")


class NewCounty(Section):
    """Keys of the verb new-county."""

    file: str = param("my_county.xlsx", "path", "workbook, or folder, to write", source="-", moves="")
    names: str | None = param(None, "path", "table of townships and villages to build the county from (CSV or xlsx)", source="-", moves="")
    boundary: str | None = param(None, "path", "boundary of the county (GeoJSON)", source="-", moves="")


def run_defaults() -> dict[str, Any]:
    """Defaults of the run's own keys and of a county's, as Hydra shows them."""
    county = {name: info.default for name, info in CountySpec.model_fields.items() if not info.is_required()}
    return {**Run().model_dump(mode="json"), "new_county": NewCounty().model_dump(mode="json"), "county": county, "chart": ChartSpec().model_dump(mode="json")}


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
    return (*registry(Run()), *registry(parameters))
