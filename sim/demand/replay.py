"""Replays the user's own table of real parcels.

A parcel's number is its row after a stable sort by time. What the table leaves out (a column, or a cell of a column
that may be empty) is drawn by the same rules as for drawn parcels, keyed by village and row. Times count from 00:00 of
``horizon.start_date``; parcels before it, or at or after the horizon's end, are left out, and so are outbound ones
unless ``demand.outbound.replay`` asks for them; a note says how many.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.clock import DAY
from sim.county.county import County
from sim.demand.attributes import Attributes
from sim.demand.households import market_trips
from sim.demand.offers import Direction, Offers
from sim.demand.parcels import MarketTrips, Parcels
from sim.demand.records import Records, read_records
from sim.demand.shares import door_shares
from sim.demand.streams import Codes, combine, entity_codes
from sim.parameters.tree import Parameters


def _fill(given: NDArray[Any], dtype: Any, rule: Callable[[NDArray[np.intp]], NDArray[Any]]) -> NDArray[Any]:
    """A column as given, with ``rule(rows)`` where it is negative."""
    missing = np.flatnonzero(given < 0)
    column = given.astype(dtype, copy=missing.size > 0)
    if missing.size:
        column[missing] = rule(missing)
    return column


def _contents(records: Records, rules: Attributes, code: Codes) -> dict[str, NDArray[Any]]:
    """Brand, weight and volume, drawn where the table does not say."""
    return {
        "brand": _fill(records.brand, np.int16, lambda rows: rules.brand(code[rows])),
        "grams": _fill(records.grams, np.int32, lambda rows: rules.grams(code[rows])),
        "ml": _fill(records.ml, np.int32, lambda rows: rules.ml(code[rows])),
    }


def replay_records(
    records: Records, county: County, parameters: Parameters, seed: int, replication: int
) -> tuple[Parcels, MarketTrips]:
    """Parcels of records already read; draws what they do not say. Columns that are complete are shared with the
    records."""
    rules, code = Attributes(parameters, seed, replication), _codes(records, county)
    village, doors = records.village, door_shares(county, parameters.demand)
    no_work = np.full(len(code), 1000 if parameters.handling.work_cv == 0 else -1, np.int16)
    parcels = Parcels(
        village=village,
        entered_hub=records.time,
        wave=np.full(len(code), -1, np.int8),
        day=(records.time // DAY).astype(np.int16),
        held=np.broadcast_to(np.int64(0), len(code)),
        to_door=_fill(records.to_door, np.bool_, lambda rows: rules.to_door(code[rows], village[rows], doors)),
        work=_fill(no_work, np.int16, lambda rows: rules.work(code[rows])),
        dwell_point=_fill(records.dwell, np.int64, lambda rows: rules.dwell(code[rows])[0]),
        dwell_township=_fill(records.dwell, np.int64, lambda rows: rules.dwell(code[rows])[1]),
        household=_fill(
            records.household, np.int32, lambda rows: rules.household(code[rows], village[rows], records.homes)
        ),
        luck=rules.luck(code),
        lost=rules.lost(code),
        **_contents(records, rules, code),
    )
    return parcels, market_trips(records.homes, county, parameters, seed, replication)


def _codes(records: Records, county: County) -> Codes:
    """What a parcel's draws are keyed by: its village and its row of the table."""
    return combine(entity_codes(v.code for v in county.villages)[records.village], records.row)


def replay_offers(path: str | Path, county: County, parameters: Parameters, seed: int, replication: int) -> Offers:
    """What goes out by a table, each parcel offered when and as its outbound row says.

    Raises:
        InputError: every fault of the table, each with file, row and column; or it has nothing that goes out.
    """
    records = read_records(path, county, parameters, outbound=True)
    rules, code = Attributes(parameters, seed, replication, "outbound "), _codes(records, county)
    return Offers(
        village=records.village,
        direction=np.full(len(code), Direction.OUTBOUND, np.int8),
        offered=records.time,
        work=rules.work(code),
        lost=rules.lost(code),
        **_contents(records, rules, code),
    )


def replay_parcels(
    path: str | Path, county: County, parameters: Parameters, seed: int, replication: int
) -> tuple[Parcels, MarketTrips]:
    """The parcels of a table, each entering when and as the table says.

    Raises:
        InputError: every fault of the table, each with file, row and column.
    """
    return replay_records(read_records(path, county, parameters), county, parameters, seed, replication)
