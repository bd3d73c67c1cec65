"""The village and township tables as the workbook shows them."""

from __future__ import annotations

import pandas as pd

from sim.inference.estimate import NOT_IN_PLAN
from sim.inference.public_money import PUBLIC_KPI
from sim.measure.registry import KPIS
from sim.words import word

LOCAL = (
    "to_village_share", "at_village_mean_h", "at_village_p50_h", "at_village_p90_h", "at_township_mean_h",
    "in_hand_mean_h", "in_hand_p90_h", "within_24h", "within_48h", "undelivered_share", "delivery_days_week",
    "brands_to_village", "reach_brands", "reach", "cost_system_parcel", "cost_operators_parcel", "cost_public_parcel",
    "cost_residents_parcel", "cost_village_year",
)  # fmt: skip
"""KPIs of villages and townships that the workbook shows; the parquet and CSV files have all, with intervals."""


def local_table(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The village or township table with its main KPIs, without bounds and states; in words what is not in a plan."""
    every = {k.key + s for k in KPIS.values() for s in k.scopes}
    kept = [
        c for c in frame.columns
        if c in LOCAL or c.removesuffix("_low").removesuffix("_high").removesuffix("_state") not in every
    ]
    shown = frame[[c for c in kept if c != "township" or "township_name" not in frame]]
    if PUBLIC_KPI not in shown:
        return shown
    not_said = frame[f"{PUBLIC_KPI}_state"] == NOT_IN_PLAN
    public = shown[PUBLIC_KPI].astype(object).mask(not_said, word(NOT_IN_PLAN, lang))
    return shown.assign(**{PUBLIC_KPI: public})
