"""From the measures of all modes and replications to the result tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.arrays import Floats
from sim.county.county import County
from sim.inference.by_mode import Modes, by_mode, series
from sim.inference.estimate import estimates, interval
from sim.inference.kpi_estimates import kpi_estimates
from sim.inference.ledger_table import ledger_table
from sim.inference.public_money import left_out, untouched
from sim.inference.summary import comparison, summary
from sim.measure.kpi import ALL
from sim.measure.measure import Measures
from sim.measure.operation import Columns
from sim.measure.registry import KPIS, shape_of
from sim.measure.times import COMPONENTS, HUB_COLUMNS

COST_LINES = ("operators", "public", "residents")
WORST = 20


@dataclass(frozen=True, eq=False)
class Frames:
    """The result tables 结果表, long, a row a mode and item; columns as documented on each.

    Attributes:
        summary: mode, kpi, unit, mean, ci_low, ci_high, n, state (``sim.inference.estimate``), lowest and highest
            replication.
        comparison: kpi, a, b, difference, ci_low, ci_high, n, verdict, p_holm, ci_low_holm, ci_high_holm; differences a
            - b, paired by replication; the last three adjusted for the number of pairs of the KPI.
        villages: a row a mode and village: mode, village, name, township, township_name, scope (village or urban, a
            community of the county town), population, parcels_day, distance_km,
            service_mode, then each local KPI with its ``_low`` and ``_high``.
        townships: the same by township.
        replications: mode, replication, kpi, value.
        distribution: mode, hours, share, share_township. ``decomposition``: mode, component, hours.
        costs: mode, line, yuan_parcel, ci_low, ci_high; all parcels of the county.
        visits: mode, village, parcels_visit, cost_parcel, service_mode.
        hub_hours: mode, hour, arrived, ready, backlog, people.
        ledger: mode, replication, actor, counterparty, kind, category, place, village, yuan, pool.
        crews, fleet: utilisation, mean over replications.
        hosts: mode, host, villages_share, parcels_share.
        backlog: mode, date, factor, came, waiting, offered, out_waiting: parcels by day; no rows where all weeks are
            alike.
        worst20: the villages slowest to reach in each mode, slowest first.
    """

    summary: pd.DataFrame
    comparison: pd.DataFrame
    villages: pd.DataFrame
    townships: pd.DataFrame
    replications: pd.DataFrame
    distribution: pd.DataFrame
    decomposition: pd.DataFrame
    costs: pd.DataFrame
    visits: pd.DataFrame
    hub_hours: pd.DataFrame
    ledger: pd.DataFrame
    crews: pd.DataFrame
    fleet: pd.DataFrame
    hosts: pd.DataFrame
    backlog: pd.DataFrame
    worst20: pd.DataFrame
    overloaded: frozenset[str] = field(default=frozenset())

    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by name."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "overloaded"}


def combine(measures: Iterable[Measures], county: County, overloaded: Collection[str] = ()) -> Frames:
    """Combine the measures of one study into its tables.

    Args:
        measures: of every mode and replication, in any order; every mode with the same replications.
        overloaded: modes whose plan is asked for more than it can do.

    Raises:
        ValueError: none given, one given twice, or modes with different replications.
    """
    modes = by_mode(measures)
    villages = _villages(modes, county, overloaded)
    return Frames(
        summary=summary(modes, overloaded),
        comparison=comparison(modes, overloaded),
        villages=villages,
        townships=_townships(modes, county, overloaded),
        replications=_replications(modes),
        distribution=_curves(modes),
        decomposition=_decomposition(modes),
        costs=_costs(modes),
        visits=_visits(modes, county),
        hub_hours=_hub_hours(modes),
        ledger=ledger_table(modes, county),
        crews=_mean_table(modes, "crews", ["handling", "operator", "place", "place_name", "level", "stage", "crew"]),
        fleet=_mean_table(modes, "fleet", ["depot", "operator", "base", "base_name", "vehicle", "count"]),
        hosts=_hosts(modes),
        backlog=_mean_table(modes, "backlog", ["date"]),
        worst20=worst(villages),
        overloaded=frozenset(overloaded),
    )


def _replications(modes: Modes) -> pd.DataFrame:
    rows = [
        (mode, m.replication, key, value) for mode, found in modes.items() for m in found
        for key, value in m.county.items()
    ]
    return pd.DataFrame(rows, columns=["mode", "replication", "kpi", "value"])


def _local(found: list[Measures], name: str, overloaded: bool) -> dict[str, NDArray[np.generic]]:
    """Mean, interval and state of each local KPI."""
    out: dict[str, NDArray[np.generic]] = {}
    first: dict[str, Floats] = getattr(found[0], name)
    keys = sorted(first, key=lambda k: (list(KPIS).index(k.partition(".")[0]), k))
    for key, e in kpi_estimates(
        {key: np.stack([getattr(m, name)[key] for m in found]) for key in keys}, overloaded
    ).items():
        e = left_out(e) if untouched(key, found) else e
        out |= {key: e.mean, f"{key}_low": e.low, f"{key}_high": e.high, f"{key}_state": e.state}
    return out


def _villages(modes: Modes, county: County, overloaded: Collection[str]) -> pd.DataFrame:
    frames = []
    road = county.road_km[0]
    places = [county.village_place(v) for v in county.villages]
    for mode, found in modes.items():
        frames.append(
            pd.DataFrame(
                {
                    "mode": mode,
                    "village": [v.code for v in county.villages],
                    "name": [v.name for v in county.villages],
                    "township": [county.townships[v.township].code for v in county.villages],
                    "township_name": [county.townships[v.township].name for v in county.villages],
                    "population": [v.population for v in county.villages],
                    "parcels_day": np.mean([m.parcels_day for m in found], axis=0),
                    "distance_km": [float(road[p]) for p in places],
                    "service_mode": list(found[0].service_mode),
                    "scope": np.where(county.urban, "urban", "village"),
                    **_local(found, "villages", mode in overloaded),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _townships(modes: Modes, county: County, overloaded: Collection[str]) -> pd.DataFrame:
    frames = []
    of = np.array([v.township for v in county.villages])
    n = len(county.townships)
    population = np.bincount(of, [v.population for v in county.villages], n).astype(int)
    for mode, found in modes.items():
        parcels = np.bincount(of, np.mean([m.parcels_day for m in found], axis=0), n)
        frames.append(
            pd.DataFrame(
                {
                    "mode": mode,
                    "township": [t.code for t in county.townships],
                    "name": [t.name for t in county.townships],
                    "scope": ["urban" if t == county.town else "village" for t in range(n)],
                    "villages": np.bincount(of, minlength=n),
                    "population": population,
                    "parcels_day": parcels,
                    "distance_km": [float(county.road_km[0, county.township_place(t)]) for t in range(n)],
                    **_local(found, "townships", mode in overloaded),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def worst(villages: pd.DataFrame, count: int = WORST) -> pd.DataFrame:
    """The villages that wait longest in each mode: by P90 to the village point, then by share undelivered, then by
    population."""
    keys = ["at_village_p90_h", "undelivered_share", "population"]
    kept = ["mode", "village", "name", "township_name", "population", "parcels_day", "distance_km", "service_mode",
            "at_village_mean_h", "at_village_p90_h", "in_hand_mean_h", "within_24h", "undelivered_share",
            "cost_system_parcel"]  # fmt: skip
    counted = villages[villages["at_village_p90_h"].notna() & (villages["scope"] == "village")]
    ordered = counted.sort_values(keys, ascending=False, kind="stable")[kept]
    top = ordered.groupby("mode", sort=False).head(count)
    order = {mode: i for i, mode in enumerate(dict.fromkeys(villages["mode"]))}
    top = top.iloc[np.argsort(top["mode"].map(order).to_numpy(), kind="stable")].reset_index(drop=True)
    top.insert(1, "rank", top.groupby("mode").cumcount() + 1)
    return top


def _curves(modes: Modes) -> pd.DataFrame:
    frames = [
        pd.DataFrame({
            "mode": mode, "hours": np.arange(found[0].distribution.shape[1]),
            **{
                column: interval(np.stack([m.distribution[place] for m in found]))[0]
                for place, column in enumerate(("share", "share_township"))
            },
        })
        for mode, found in modes.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _decomposition(modes: Modes) -> pd.DataFrame:
    frames = [
        pd.DataFrame(
            {"mode": mode, "component": COMPONENTS, "hours": interval(np.stack([m.decomposition for m in found]))[0]}
        ) for mode, found in modes.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _costs(modes: Modes) -> pd.DataFrame:
    rows = []
    for mode, found in modes.items():
        for line in COST_LINES:
            key = f"cost_{line}_parcel{ALL}"
            e = estimates(series(found, key), shape_of(key))
            one = (left_out(e) if untouched(key, found) else e).one()
            rows.append((mode, line, one.mean, one.low, one.high))
    return pd.DataFrame(rows, columns=["mode", "line", "yuan_parcel", "ci_low", "ci_high"])


def _visits(modes: Modes, county: County) -> pd.DataFrame:
    rural = county.rural
    frames = [
        pd.DataFrame(
            {
                "mode": mode,
                "village": [v.code for v in rural],
                "parcels_visit": interval(np.stack([m.parcels_visit for m in found]))[0][: len(rural)],
                "cost_parcel": interval(np.stack([m.villages["cost_system_parcel"] for m in found]))[0][: len(rural)],
                "service_mode": list(found[0].service_mode[: len(rural)]),
            }
        )
        for mode, found in modes.items()
    ]
    return pd.concat(frames, ignore_index=True)


def _hub_hours(modes: Modes) -> pd.DataFrame:
    frames = []
    for mode, found in modes.items():
        columns = dict(zip(HUB_COLUMNS, np.mean([m.hub_hours for m in found], axis=0), strict=True))
        frames.append(pd.DataFrame({"mode": mode, "hour": np.arange(24), **columns}))
    return pd.concat(frames, ignore_index=True)


def _mean_table(modes: Modes, name: str, keys: list[str]) -> pd.DataFrame:
    """A table averaged row by row over replications: its rows are the plan's or the days, the same in all of them."""
    frames = []
    for mode, found in modes.items():
        tables: list[Columns] = [getattr(m, name) for m in found]
        means = {
            c: interval(np.stack([np.asarray(t[c], dtype=float) for t in tables]))[0] for c in tables[0]
            if c not in keys
        }
        frames.append(pd.DataFrame({"mode": mode, **{c: tables[0][c] for c in keys}, **means}))
    return pd.concat(frames, ignore_index=True)


def _hosts(modes: Modes) -> pd.DataFrame:
    rows = [
        (mode, host, villages, parcels) for mode, found in modes.items()
        for host, (villages, parcels) in found[0].hosts.items()
    ]
    return pd.DataFrame(rows, columns=["mode", "host", "villages_share", "parcels_share"])
