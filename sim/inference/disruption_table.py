"""What went wrong by mode, cause, day and place: the table ``disruptions``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from sim.measure.disrupted_days import COUNTS
from sim.measure.measure import Measures
from sim.parameters import Parameters

KEYS = ["mode", "cause", "date", "township_name", "name"]
"""What a row is of; ``name`` is that of a line, or of a place."""


def disruptions(modes: Mapping[str, Sequence[Measures]], parameters: Parameters) -> pd.DataFrame:
    """A row a mode, cause, date and line or place of the measured days: runs that did not leave, stops left out,
    vehicles, keepers or people who were not there, parcels that waited for it and their hours, all means over
    replications; no rows where nothing is to go wrong.

    A parcel counts at each place for the first run that it missed as it was ready; its hours run from when that was
    due until it left.
    """
    dates = [str(date) for date in parameters.horizon.dates]
    frames = [pd.DataFrame(m.disruptions).assign(mode=mode) for mode, found in modes.items() for m in found]
    rows = pd.concat(frames, ignore_index=True)
    rows["date"] = [dates[day] for day in rows["day"].astype(int)]
    replications = max(len(found) for found in modes.values())
    summed = rows.groupby(KEYS, sort=False)[list(COUNTS)].sum() / replications
    return summed.reset_index()


def by_cause(table: pd.DataFrame) -> pd.DataFrame:
    """The same by mode and cause, over all days and places, with the number of days on which there was any."""
    grouped = table.groupby(["mode", "cause"], sort=False)
    return grouped[list(COUNTS)].sum().assign(days=grouped["date"].nunique()).reset_index()
