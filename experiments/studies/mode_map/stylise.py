"""The scenarios of a mode map: the config's county as a stylised one, at each volume, distance and fee level."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.scenarios.design import DesignPoint, over
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from sim.service import map_cells
from sim.service.by_rule import by_rule
from sim.service.map_cells import Cell, MapGround, at_level, cells, form_of, paid_to_hosts, stylised_spec, with_trunks
from sim.service.map_keys import HOST_FEES
from sim.service.nameless import nameless


def ground(config: Config) -> MapGround:
    """The county of a config as the map sees it.

    Raises:
        InputError: the county is at fault, or no brand with parcels is in a pool.
    """
    return map_cells.ground(config.mode_map, county_of(config), config.parameters, config.assignment.pools)


def points(config: Config, at: MapGround, modes: tuple[str, ...]) -> Iterator[tuple[Cell, DesignPoint]]:
    """Each cell in each mode as a scenario, the cell's modes one after the other.

    Raises:
        InputError: a fee level is out of its bounds, or a key is.
    """
    base, asked = _plain(config), config.mode_map
    for fee in asked.fees:
        priced = _priced(base, modes, fee)
        for cell in (c for c in cells(asked, at) if c.fee == fee):
            placed = _placed(priced, at, cell)
            labels = (("parcels", cell.parcels), ("distance_km", cell.distance_km), ("fee", cell.fee))
            for mode in modes:
                yield cell, DesignPoint((*labels, ("mode", mode)), placed.model_copy(update={"mode": mode}))


def _plain(config: Config) -> Config:
    """The config with what fits the real county only taken out of it."""
    p, county = config.parameters, county_of(config)
    horizon = p.horizon.model_copy(update={"measured_days": config.mode_map.measured_days})
    parameters = nameless(by_rule(p, county)).model_copy(update={"horizon": horizon})
    spread, spec = config.assignment.alone(config.assignment.mode), stylised_spec(config.county, county)
    return config.model_copy(update={"parameters": parameters, "assignment": spread, "county": spec})


def _placed(config: Config, at: MapGround, cell: Cell) -> Config:
    """The config with the stylised county of a cell."""
    form = form_of(config.mode_map, at, cell, config.parameters)
    county = config.county.model_copy(update={"stylised": form})
    return config.model_copy(update={"county": county, "parameters": with_trunks(config.parameters, form)})


def _priced(config: Config, modes: tuple[str, ...], level: float) -> Config:
    """The config at a fee level.

    Raises:
        InputError: the level is out of bounds.
    """
    asked, tariff = config.mode_map, config.parameters.tariff
    if asked.fee != HOST_FEES:
        return over(config, {f"tariff.{asked.fee}": level})
    mine = {key: config.mode_table[key] for key in modes}
    priced = over(config, {f"tariff.{name}": getattr(tariff, name) * level for name in paid_to_hosts(mine.values())})
    table = {key: at_level(mode, level) for key, mode in mine.items()}
    return priced.model_copy(update={"mode_table": {**priced.mode_table, **table}})
