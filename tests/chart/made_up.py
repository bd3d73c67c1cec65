"""Result frames made up for five modes, with the spread and the ugly cases that real ones have."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.chart.base_map import BaseMap
from sim.chart.info import ModeName, PlanInfo
from sim.chart.subject import Frames, Subject
from sim.county.county import County, PointPlace, Seat, Village
from sim.inference.precision import PrecisionTarget, StoppingRule, history

MODES = (
    ModeName("own", "现状自取", "pickup at the township", remote=True),
    ModeName("joint", "快快合作", "joint delivery by couriers"),
    ModeName("post", "邮快合作", "post carries for couriers", overloaded=True),
    ModeName("bus", "交快合作", "rural buses carry for couriers"),
    ModeName("shop", "快商合作", "shop suppliers carry for couriers"),
)
INFO = PlanInfo(
    MODES,
    {m.key: ((8.5, 15.5) if m.key != "bus" else (7.5, 10.5, 13.5, 16.5)) for m in MODES},
    "parcelflow 0.1.0 · 3f9c2a1 · seed 1 · 10 replications of 28 days from 2026-03-02 · config 8d0e77 · synthetic village positions",
    scheme="joint",
    words={"courier_courier": "快快合作", "points_2024": "村级站点", "standard_2024": "符合标准的村级服务点", "minivan": "微型面包车"},
)


def county(villages: int = 120, schematic: bool = False, name: str = "示例县") -> County:
    """A round county with five townships; positions synthetic."""
    rng = np.random.default_rng(5)
    turn = np.linspace(0, 2 * np.pi, 60)
    ring = np.column_stack([(32 + 4 * np.sin(5 * turn)) * np.cos(turn), (26 + 3 * np.cos(3 * turn)) * np.sin(turn)])
    seats = tuple(
        Seat(f"t{i}", f"第{i + 1}镇", f"Town {i + 1}", 0, 0, float(18 * np.cos(a)), float(14 * np.sin(a)), "synthetic" if i > 2 else "real")
        for i, a in enumerate(np.linspace(0, 5, 5))
    )
    spread = rng.normal(0, 5, (villages, 2))
    places = tuple(
        Village(f"v{i}", f"村{i}", f"village {i}", i % 5, 500, None, 0, 0, seats[i % 5].x_km + float(dx), seats[i % 5].y_km + float(dy), i, "synthetic", "synthetic")
        for i, (dx, dy) in enumerate(spread)
    )
    points = tuple(PointPlace(v.code, v.name, v.township, v.x_km, v.y_km) for v in places)
    hub = Seat("hub", "县中心", "hub", 0, 0, 0.0, 0.0, "real")
    return County("made", name, "Made-up County", 2500.0, 2.5, "hill", 1.4, 0.5, 1, hub, seats, places, points, np.zeros((1, 1)), (ring,), schematic)


def frames(villages: tuple[str, ...]) -> dict[str, pd.DataFrame]:
    """Every frame that charts read, made up."""
    rng = np.random.default_rng(7)
    rows: dict[str, list[tuple[object, ...]]] = {k: [] for k in ("distribution", "decomposition", "costs", "summary", "visits", "villages", "hub_hours", "backlog")}
    grid = np.arange(0, 169)
    for i, mode in enumerate(MODES):
        end = 1.0 if i != 2 else 0.83
        median = (9, 7, 26, 11, 33)[i]
        rows["distribution"] += [(mode.key, float(h), s, s if mode.remote else np.nan) for h, s in zip(grid, end / (1 + (np.maximum(grid, 0.01) / median) ** -3.2), strict=True)]
        parts = {"handling": 2.1, "waiting": 4 + 3 * i, "travel": 1.4, "opening": 0.8 * i, "collection": 55.0 if i == 0 else 19.0}
        rows["decomposition"] += [(mode.key, part, hours) for part, hours in parts.items()]
        lines = {"operators": 1.1 + 0.35 * i, "public": 0.12 if i == 3 else 0.0, "residents": 3.4 if i == 0 else 0.6}
        rows["costs"] += [(mode.key, line, yuan, yuan * 0.98, yuan * 1.02) for line, yuan in lines.items()]
        total = sum(lines.values())
        kpis = {"at_village_mean_h": median * (0.6 if i == 3 else 1.1), "in_hand_mean_h": median + (55, 19, 19, 12, 19)[i], "cost_system_parcel": total * 0.97, "cost_system_parcel.all": total}
        kpis |= {f"at_{place}_{q}_h": median * x for q, x in (("mean", 1.1), ("p50", 1.0), ("p90", 1.9), ("p95", 2.4)) for place in ("village", "township")}
        rows["summary"] += [(mode.key, kpi, "-", v, v * 0.975, v * 1.025, 10, "ok") for kpi, v in kpis.items()]
        for village in villages:
            volume = float(rng.lognormal(3.2 if i != 4 else 3.9, 0.8))
            cost = float((0.8 + (20 if i in (1, 4) else 3) / volume) * rng.lognormal(0, 0.15))
            if i:
                rows["visits"].append((mode.key, village, volume, cost, mode.key))
            hours = float(median * rng.lognormal(0, 0.3)) if rng.random() > 0.02 else float("nan")
            rows["villages"].append((mode.key, village, hours, 1.8 * hours, cost, volume / 4))
        arrived = np.zeros(24)
        arrived[6:8], arrived[13:15] = (9000, 1500), (3400, 700)
        ready = np.zeros(24)
        ready[6:10], ready[13:16] = (2400, 3200, 3200, 1700), (1500, 1500, 1100)
        ready = ready * (0.9 if i == 0 else 1.0)
        backlog = np.cumsum(arrived - ready)
        rows["backlog"] += [(mode.key, f"2026-11-{1 + d:02}", 1.4 if d < 11 else 1.0, 2000.0 * (1.4 if d < 11 else 1), 600.0 + 300 * i * min(d, 20 - d), 90.0, 10.0 * d * i) for d in range(21)]
        rows["hub_hours"] += [(mode.key, h, arrived[h], ready[h], backlog[h], arrived[h] / 650) for h in range(24)]
    heads = {
        "distribution": ["mode", "hours", "share", "share_township"], "decomposition": ["mode", "component", "hours"], "costs": ["mode", "line", "yuan_parcel", "ci_low", "ci_high"],
        "summary": ["mode", "kpi", "unit", "mean", "ci_low", "ci_high", "n", "state"], "visits": ["mode", "village", "parcels_visit", "cost_parcel", "service_mode"],
        "villages": ["mode", "village", "at_village_mean_h", "at_village_p90_h", "cost_system_parcel", "parcels_day"], "hub_hours": ["mode", "hour", "arrived", "ready", "backlog", "people"],
        "backlog": ["mode", "date", "factor", "came", "waiting", "offered", "out_waiting"],
    }  # fmt: skip
    return {name: pd.DataFrame(rows[name], columns=heads[name]) for name in heads} | {"precision": precision()}


@cache
def precision(replications: int = 30) -> pd.DataFrame:
    """How the intervals of three modes narrowed: one never varies, one is censored, some are not reached."""
    rng = np.random.default_rng(8)
    names = [m.key for m in MODES[:3]]
    n = replications
    values = {
        m: {
            "cost_system_parcel": 5 + i + rng.normal(0, 0.6, n),
            "within_24h": np.zeros(n) if i == 0 else rng.normal(0.8, 0.02 + 0.02 * i, n),
            "at_village_p90_h": np.full(n, np.inf) if i == 2 else 50 + rng.normal(0, 8, n),
        }
        for i, m in enumerate(names)
    }
    targets = [PrecisionTarget(k, m, against, 0.05, 0.01 if k == "within_24h" else None) for m, against in (*((m, None) for m in names), (names[1], names[2])) for k in values[names[0]]]
    return history(values, targets, StoppingRule(), n)


COUNTY = county()
FRAMES = frames(tuple(v.code for v in COUNTY.villages))
LOOKS = INFO.looks("zh")
BASE = BaseMap.of(COUNTY)


def subject(lang: str = "zh", frames: Frames = FRAMES, county: County = COUNTY, info: PlanInfo = INFO) -> Subject:
    """What figures are drawn of."""
    return Subject(frames=frames, base=BaseMap.of(county), info=info, lang=lang)


def labels(ax: Axes) -> list[str]:
    """The names in a legend."""
    return [str(name) for name in ax.get_legend_handles_labels()[1]]
