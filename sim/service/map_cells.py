"""The cells of a mode map: a county stylised, at each volume, distance and level of the fees paid to hosts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sim.county.county import County
from sim.county.spec import CountySpec, Stylised
from sim.county.stylised import StylisedTerms, outline
from sim.parameters import Parameters
from sim.plan.fee import Fee
from sim.problems import InputError, Problem, phrase
from sim.service.by_rule import trunks
from sim.service.map_keys import ModeMap
from sim.service.mode.fee_table import FeeRow
from sim.service.mode.mode import Mode

TIMES = (0.5, 1.0, 1.5, 2.0)
"""The map's distances, as multiples of the county's mean, where nobody names them."""


@dataclass(frozen=True)
class Cell:
    """A cell of the map: the pool's parcels a village and day, the distance that varies, the fee level."""

    parcels: float
    distance_km: float
    fee: float


@dataclass(frozen=True)
class MapGround:
    """What all cells share: the county's outline as the map takes it, the pool's share of the parcels, and the map's
    distances."""

    outline: StylisedTerms
    pool_share: float
    distances: tuple[float, ...]


def ground(asked: ModeMap, county: County, p: Parameters, pools: Mapping[str, Collection[str]]) -> MapGround:
    """A county as the map sees it.

    Raises:
        InputError: no brand with parcels is in a pool.
    """
    pool, brands = {brand for of in pools.values() for brand in of}, p.demand.brands
    share = sum(b.share for key, b in brands.items() if key in pool) / sum(b.share for b in brands.values())
    if share <= 0:
        allowed, hint = phrase("mode_map.pool"), phrase("mode_map.of_pool")
        raise InputError([Problem("mode_map.no_pool", "assignment.pools", phrase("mode_map.no_brand"), allowed, hint)])
    found = outline(county, asked.loop_villages)
    form = StylisedTerms(
        asked.townships or found.townships, asked.villages or found.villages, asked.loop_km or found.loop_km,
        asked.hub_km or found.hub_km,
    )  # fmt: skip
    mean = found.hub_km if asked.along == "hub" else found.loop_km
    return MapGround(form, share, asked.distance_km or tuple(float(f"{mean * times:.2g}") for times in TIMES))


def cells(asked: ModeMap, at: MapGround) -> list[Cell]:
    """The cells of the map: fee by fee, distance by distance, by rising volume."""
    return [Cell(p, d, f) for f in asked.fees for d in at.distances for p in asked.parcels]


def stylised_spec(spec: CountySpec, county: County) -> CountySpec:
    """A county with what fits the real one only taken out of it."""
    return CountySpec(
        slug=f"{spec.slug}-stylised", terrain=spec.terrain, circuity=spec.circuity, point_km=county.point_km,
        placement_seed=spec.placement_seed, household_size=county.household_size,
    )  # fmt: skip


def form_of(asked: ModeMap, at: MapGround, cell: Cell, p: Parameters) -> Stylised:
    """The stylised county of a cell. People go with the parcels: a village of twice the parcels has twice the people.
    """
    parcels = cell.parcels / at.pool_share / p.demand.scale
    hub_km, loop_km = at.outline.hub_km, at.outline.loop_km
    if asked.along == "hub":
        hub_km = cell.distance_km
    else:
        loop_km = cell.distance_km
    return Stylised(
        townships=at.outline.townships, villages=at.outline.villages, loop_villages=asked.loop_villages,
        parcels_day=parcels, residents=max(1, round(parcels / p.demand.parcels_per_resident_day)),
        hub_km=hub_km, loop_km=loop_km,
    )  # fmt: skip


def with_trunks(p: Parameters, form: Stylised) -> Parameters:
    """Parameters with the trunk vehicles that a stylised county needs."""
    trunk = p.fleet.trunk.model_copy(update={"count": trunks(p, form)})
    return p.model_copy(update={"fleet": p.fleet.model_copy(update={"trunk": trunk})})


def paid_to_hosts(modes: Collection[Mode]) -> list[str]:
    """The tariffs by which operators pay hosts in some modes, in order."""
    return sorted({fee.rate.tariff for mode in modes for fee in mode.fees if fee.rate.tariff and _to_host(fee)})


def at_level(mode: Mode, level: float) -> Mode:
    """A mode whose own prices are multiplied where they are a host's."""
    return mode.model_copy(update={"prices": tuple(_at(row, level) for row in mode.prices)})


def _at(row: FeeRow, level: float) -> FeeRow:
    return row.times(level) if _to_host(row.fee) else row


def _to_host(fee: Fee) -> bool:
    return fee.payee is not None and fee.payee.is_host and not (fee.payer is not None and fee.payer.is_host)
