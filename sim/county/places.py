"""A county as tables to print: its places with what is real or synthetic, and its notes."""

from __future__ import annotations

import pandas as pd

from sim.county.county import County, Seat
from sim.county.notes import NAMES_ZH


def county_tables(county: County) -> dict[str, pd.DataFrame]:
    """Tables of a county.

    ``places``: place number (empty for a village without a point of its own), level (hub, township, village), code, name, pinyin,
    township, lon, lat, position_status, population, population_status, parcels_per_day as given, point (code of its village, empty
    in town), straight_km from its township seat (townships: from the hub) and road_km from the hub.
    ``notes``: what, what_zh, status, count, source.
    """
    rows: list[dict[str, object]] = [{"place": 0, "level": "hub", **_seat(county.hub)}]
    for i, seat in enumerate(county.townships):
        number = county.township_place(i)
        rows.append({
            "place": number, "level": "township", **_seat(seat), "township": seat.name,
            "straight_km": float((seat.x_km**2 + seat.y_km**2) ** 0.5), "road_km": float(county.road_km[0, number]),
        })  # fmt: skip
    own = {p.code: county.point_place(i) for i, p in enumerate(county.points)}
    for village in county.villages:
        seat = county.townships[village.township]
        served = county.point_place(village.point) if village.point >= 0 else county.township_place(village.township)
        rows.append({
            "place": own.get(village.code), "level": "village", "code": village.code, "name": village.name, "pinyin": village.pinyin,
            "township": seat.name, "lon": village.lon, "lat": village.lat, "position_status": village.position_status,
            "population": village.population, "population_status": village.population_status, "parcels_per_day": village.parcels_per_day,
            "point": county.points[village.point].code if village.point >= 0 else "",
            "straight_km": float(((village.x_km - seat.x_km) ** 2 + (village.y_km - seat.y_km) ** 2) ** 0.5),
            "road_km": float(county.road_km[0, served]),
        })  # fmt: skip
    columns = ["place", "level", "code", "name", "pinyin", "township", "lon", "lat", "position_status", "population", "population_status", "parcels_per_day", "point", "straight_km", "road_km"]
    places = pd.DataFrame(rows).reindex(columns=columns).astype({"place": "Int64", "population": "Int64", "parcels_per_day": "float64"})
    notes = pd.DataFrame(
        [(n.what, NAMES_ZH[n.what], n.status, n.count, n.source) for n in county.notes], columns=["what", "what_zh", "status", "count", "source"]
    )
    return {"places": places, "notes": notes}


def _seat(seat: Seat) -> dict[str, object]:
    return {("position_status" if key == "status" else key): getattr(seat, key) for key in ("code", "name", "pinyin", "lon", "lat", "status")}
