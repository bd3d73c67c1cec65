"""Tables of a plan and of a trace, made up: what the figure set is drawn of beside the tables of a comparison."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from sim.chart.payers import WHO
from sim.county.county import County
from sim.inference.cost.gaps import PART, SHAPE
from sim.measure.recipe import PARTS
from sim.measure.times import COMPONENTS

SCHEME, TODAY = "joint", "own"


def plan_frames(county: County) -> dict[str, pd.DataFrame]:
    """Every table that the figure set asks for beside those of the page."""
    return {
        "gaps": gaps(), "assignment": _assignment(county), "routes": routes(county), "budget": budget(), "rollout": rollout(), "targets": targets(),
        **{f"trace/{name}": table for name, table in trace(county).items()},
    }


def _assignment(county: County) -> pd.DataFrame:
    kinds = ("courier_courier", "postal_courier", "transport_courier")
    return pd.DataFrame([(SCHEME, v.code, kinds[i % 3]) for i, v in enumerate(county.villages)], columns=["mode", "village", "service_mode"])


def routes(county: County) -> pd.DataFrame:
    """A trunk to each township, and from it a line over its villages."""
    rows = []
    hub = county.hub
    for t, seat in enumerate(county.townships):
        own = [v for v in county.villages if v.township == t][:6]
        for leg, stops, base in (("trunk", [seat], hub), ("village", own, seat)):
            places = [base, *stops, base]
            km = np.concatenate([[0], np.cumsum([np.hypot(b.x_km - a.x_km, b.y_km - a.y_km) for a, b in itertools.pairwise(places)])])
            rows += [(SCHEME, f"{leg}/{t}", f"{leg} {t}", leg, i - 1, p.code, p.x_km, p.y_km, float(k)) for i, (p, k) in enumerate(zip(places, km, strict=True))]
    return pd.DataFrame(rows, columns=["mode", "line", "name", "leg", "sequence", "place", "x_km", "y_km", "km"])


def budget() -> pd.DataFrame:
    """Keepers earn more than they spend under the scheme."""
    yuan = {TODAY: (4.1, 0.1, 0.2, 0.0, 2.7), SCHEME: (3.2, 1.3, -0.3, 0.6, 1.4)}
    rows = [(mode, who, y, 52.3 * y) for mode, paid in yuan.items() for who, y in zip(WHO, paid, strict=True)]
    return pd.DataFrame(rows, columns=["mode", "line", "yuan_parcel", "wan_yuan_year"])


def gaps() -> pd.DataFrame:
    """What three modes cost more than another, part by part; the shape of the network makes half of one of them."""
    yuan = {TODAY: (1.0, 0.2, 0.0, 0.4, 0.1, 2.7), SCHEME: (0.9, 0.5, 0.1, 0.3, 0.2, 0.6), "bus": (0.3, 0.3, 0.9, 0.5, 0.2, 0.6)}
    parts = ("vehicles", "drivers", "host", "crews", "points", "residents")
    rows: list[tuple[str, str, str, str, float]] = []
    for a, b in itertools.combinations(yuan, 2):
        of = {part: x - y for part, x, y in zip(parts, yuan[a], yuan[b], strict=True)}
        rows += [(a, b, PART, part, of.get(part, 0.0)) for part in PARTS]
        rows += [(a, b, SHAPE, "shape", 0.5 * sum(of.values()))] if a != TODAY else []
    return pd.DataFrame(rows, columns=["a", "b", "split", "part", "difference"]).assign(kpi="cost_system_parcel")


def rollout() -> pd.DataFrame:
    """Three stages of the county, and a township's row."""
    rows = [("2024-10", "", 76, 40.0, 35.0, 0.0), ("2025-06", "", 76, 60.0, 52.0, 20.0), ("2025-12", "", 76, 76.0, 61.0, 40.0), ("2025-12", "t1", 9, 9.0, 8.0, 1.0)]
    return pd.DataFrame(rows, columns=["month", "township", "villages", "reached", "points", "to_standard"])


def targets() -> pd.DataFrame:
    """One target met, one missed, one that nobody can tell, and one that has no number."""
    rows = [(mode, *of) for mode in (TODAY, SCHEME) for of in (
        ("points_2024", 61.0, 61.0 if mode == SCHEME else 0.0, "2024-10-31", "met" if mode == SCHEME else "gap"), ("standard_2024", 37.0, 0.0, "2024-10-31", "not_verified"),
        ("hub_2025", 1.0, 0.0, "2025-12-31", "gap"), ("kpi", np.nan, np.nan, "", "not_verified"),
    )]  # fmt: skip
    return pd.DataFrame(rows, columns=["mode", "target", "needed", "simulated", "date", "verdict"])


def trace(county: County, days: int = 4) -> dict[str, pd.DataFrame]:
    """A replication of the scheme: every village has three parcels a day, those of the last two days wait."""
    rng = np.random.default_rng(3)
    parcels = []
    for day in range(days):
        for village in county.villages:
            for _ in range(3):
                came = 1440 * day + 400.0
                left, town, off = came + 60 + 20 * rng.random(), came + 130, came + 300 + 200 * rng.random()
                point = off + 60 if day < 2 else np.nan
                parts = (60.0, off - came - 60, 60.0, 0.0, 600.0)
                parcels.append((SCHEME, 0, "joint", village.code, "inbound", came, left, town, off, point, point + 600, *parts, True))
    heads = ["mode", "replication", "pool", "village", "direction", "entered_hub", "left_hub", "entered_township", "left_township", "at_point", "in_hand"]
    heads += [*COMPONENTS, "measured"]
    return {"parcels": pd.DataFrame(parcels, columns=heads), **_work(county, days)}


def _work(county: County, days: int) -> dict[str, pd.DataFrame]:
    """Runs, stops and shifts: each township's line leaves once a day."""
    runs, stops, stages = [], [], []
    by_line = dict(list(routes(county).groupby("line", sort=False)))
    for day in range(days):
        for line, route in by_line.items():
            number, begin = len(runs), 1440 * day + (510.0 if line.startswith("trunk") else 660.0)
            load = 200 + 10 * day + number
            back = begin + 2 * float(route["km"].iloc[-1]) + 12 * len(route)
            runs.append((SCHEME, 0, number, line, f"{line}#0", "minivan", route["place"].iloc[0], begin, back, 500, load, 0))
            for stop in route.iloc[1:-1].itertuples():
                at = begin + 2 * stop.km + 10 * stop.sequence
                stops.append((SCHEME, 0, number, stop.sequence, stop.place, at, at + 8, load // (len(route) - 2), 0))
        for place, crew in (("hub", 4), *((seat.code, 1) for seat in county.townships)):
            stages.append((SCHEME, 0, place, "sort", 1440 * day + 360.0, 1440 * day + 600.0, crew, 240.0 * crew, 90.0 * crew))
    heads = ["mode", "replication", "run", "line", "vehicle", "vehicle_type", "base", "departed", "returned", "capacity_parcels", "loaded_parcels", "picked_up_parcels"]
    return {
        "runs": pd.DataFrame(runs, columns=heads),
        "stops": pd.DataFrame(stops, columns=["mode", "replication", "run", "sequence", "place", "arrived", "departed", "dropped", "picked_up"]),
        "stages": pd.DataFrame(stages, columns=["mode", "replication", "place", "stage", "shift_start", "shift_end", "crew", "paid_minutes", "busy_minutes"]),
    }
