"""The main table of a proposal: every village under the scheme, in one row 村级结果表."""

from __future__ import annotations

import pandas as pd

from sim.measure.kpi import ALL

COLUMNS = (
    "name", "township_name", "population", "parcels_day", "distance_km", "service_mode", "delivery_days_week",
    "at_village_p50_h", "at_village_p90_h", "within_24h", f"cost_operators_parcel{ALL}", f"cost_public_parcel{ALL}",
    f"cost_residents_parcel{ALL}",
)  # fmt: skip
"""Times are of the pool's parcels, costs of all."""


def village_results(villages: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """The scheme's rows of the table of villages, by township and name; no rows where there is no scheme."""
    rows = villages[(villages["mode"] == scheme) & (villages["scope"] == "village")]
    shown = rows[[c for c in COLUMNS if c in rows]]
    return shown.sort_values(["township_name", "name"], kind="stable", ignore_index=True)
