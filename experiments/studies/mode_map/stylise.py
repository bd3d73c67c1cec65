"""The scenarios of a mode map: the config's county as a stylised one, at each volume, distance and fee level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from experiments.scenarios.design import DesignPoint, over
from experiments.scenarios.prepare import county_of
from experiments.settings.config import Config
from experiments.settings.specs.mode_map import HOST_FEES
from sim.county.spec import CountySpec, Stylised
from sim.county.stylised import StylisedTerms, outline
from sim.plan.fee import Fee
from sim.problems import InputError, Problem, phrase
from sim.service.by_rule import by_rule, trunks
from sim.service.fee_table import Price
from sim.service.mode import Mode
from sim.service.nameless import nameless


@dataclass(frozen=True)
class Cell:
    """A cell of the map: the pool's parcels a village and day, the distance that varies, the fee level."""

    parcels: float
    distance_km: float
    fee: float


@dataclass(frozen=True)
class MapGround:
    """What all cells share: the county's outline as the map takes it, the pool's share of the parcels, and the map's distances."""

    outline: StylisedTerms
    pool_share: float
    distances: tuple[float, ...]


def ground(config: Config) -> MapGround:
    """The county of a config as the map sees it.

    Raises:
        InputError: the county is at fault, or no brand with parcels is in a pool.
    """
    asked, county = config.mode_map, county_of(config)
    found = outline(county, asked.loop_villages)
    brands = config.parameters.demand.brands
    pool = {b for of in config.assignment.pools.values() for b in of}
    share = sum(b.share for key, b in brands.items() if key in pool) / sum(b.share for b in brands.values())
    if share <= 0:
        raise InputError([Problem("mode_map.no_pool", "assignment.pools", phrase("mode_map.no_brand"), phrase("mode_map.pool"), phrase("mode_map.of_pool"))])
    form = StylisedTerms(asked.townships or found.townships, asked.villages or found.villages, asked.loop_km or found.loop_km, asked.hub_km or found.hub_km)
    mean = found.hub_km if asked.along == "hub" else found.loop_km
    return MapGround(form, share, asked.distance_km or tuple(float(f"{mean * times:.2g}") for times in (0.5, 1.0, 1.5, 2.0)))


def cells(config: Config, at: MapGround) -> list[Cell]:
    """The cells of the map: fee by fee, distance by distance, by rising volume."""
    asked = config.mode_map
    return [Cell(p, d, f) for f in asked.fees for d in at.distances for p in asked.parcels]


def points(config: Config, at: MapGround, modes: tuple[str, ...]) -> Iterator[tuple[Cell, DesignPoint]]:
    """Each cell in each mode as a scenario, the cell's modes one after the other.

    Raises:
        InputError: a fee level is out of its bounds, or a key is.
    """
    base = _plain(config)
    for fee in config.mode_map.fees:
        priced = _priced(base, modes, fee)
        for cell in (c for c in cells(config, at) if c.fee == fee):
            placed = _placed(priced, at, cell)
            for mode in modes:
                labels = (("parcels", cell.parcels), ("distance_km", cell.distance_km), ("fee", cell.fee), ("mode", mode))
                yield cell, DesignPoint(labels, placed.model_copy(update={"mode": mode}))


def _plain(config: Config) -> Config:
    """The config with what fits the real county only taken out of it."""
    p, county = config.parameters, county_of(config)
    horizon = p.horizon.model_copy(update={"measured_days": config.mode_map.measured_days})
    parameters = nameless(by_rule(p, county)).model_copy(update={"horizon": horizon})
    spread = config.assignment.alone(config.assignment.mode)
    spec = CountySpec(
        slug=f"{config.county.slug}-stylised", terrain=config.county.terrain, circuity=config.county.circuity, point_km=county.point_km,
        placement_seed=config.county.placement_seed, household_size=county.household_size,
    )  # fmt: skip
    return config.model_copy(update={"parameters": parameters, "assignment": spread, "county": spec})


def _placed(config: Config, at: MapGround, cell: Cell) -> Config:
    """The stylised county of a cell. People go with the parcels: a village of twice the parcels has twice the people."""
    p, asked = config.parameters, config.mode_map
    parcels = cell.parcels / at.pool_share / p.demand.scale
    distance = {"hub_km": cell.distance_km, "loop_km": at.outline.loop_km} if asked.along == "hub" else {"hub_km": at.outline.hub_km, "loop_km": cell.distance_km}
    form = Stylised(
        townships=at.outline.townships, villages=at.outline.villages, loop_villages=asked.loop_villages, parcels_day=parcels,
        residents=max(1, round(parcels / p.demand.parcels_per_resident_day)), **distance,
    )  # fmt: skip
    trunk = p.fleet.trunk.model_copy(update={"count": trunks(p, form)})
    fleet = p.fleet.model_copy(update={"trunk": trunk})
    county = config.county.model_copy(update={"stylised": form})
    return config.model_copy(update={"county": county, "parameters": p.model_copy(update={"fleet": fleet})})


def _priced(config: Config, modes: tuple[str, ...], level: float) -> Config:
    """The config at a fee level.

    Raises:
        InputError: the level is out of bounds.
    """
    asked = config.mode_map
    if asked.fee != HOST_FEES:
        return over(config, {f"tariff.{asked.fee}": level})
    mine = {key: config.mode_table[key] for key in modes}
    tariff = config.parameters.tariff
    priced = over(config, {f"tariff.{name}": getattr(tariff, name) * level for name in paid_to_hosts([*mine.values()])})
    table = {key: mode.model_copy(update={"prices": tuple(_at(p, level) for p in mode.prices)}) for key, mode in mine.items()}
    return priced.model_copy(update={"mode_table": {**priced.mode_table, **table}})


def paid_to_hosts(modes: list[Mode]) -> list[str]:
    """The tariffs by which operators pay hosts in some modes, in order."""
    return sorted({fee.rate.tariff for mode in modes for fee in mode.fees if fee.rate.tariff and _to_host(fee)})


def _at(price: Price, level: float) -> Price:
    """A price at a fee level: its own amounts multiplied where they are a host's."""
    return price.times(level) if _to_host(price.fee) else price


def _to_host(fee: Fee) -> bool:
    return fee.payee is not None and fee.payee.is_host and not (fee.payer is not None and fee.payer.is_host)
