"""Counts of parcels waiting, minute by minute, against a count of each parcel by itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from sim.explore.page_data import place_numbers, township_codes
from sim.explore.waiting import WaitingAt, ready_at_hub, waiting
from tests.explore.traced import DAY, trace
from tests.service import small_county as small


def parcel(**times: float | str) -> dict[str, float | str]:
    """A row of the trace: in the village N2 of the township T1, with the times given."""
    empty = dict.fromkeys(("left_hub", "entered_township", "left_township", "at_point", "in_hand", "returned", "hub_run"), np.nan)
    return {"direction": "inbound", "village": "N2", "handover_place": "PN2", "entered_hub": np.nan, **empty, **times}


def counted(rows: list[dict[str, float | str]], stops: pd.DataFrame | None = None, day: int = 1) -> dict[str, WaitingAt]:
    county = small.county()
    stops = pd.DataFrame(columns=["run", "sequence", "place", "arrived", "departed"]) if stops is None else stops
    codes = list(place_numbers(county))
    return {codes[w.place]: w for w in waiting(pd.DataFrame(rows), stops, place_numbers(county), township_codes(county), day)}


def test_a_parcel_waits_at_hub_township_and_point_in_turn() -> None:
    found = counted([parcel(entered_hub=1440 + 10, left_hub=1440 + 70.5, entered_township=1440 + 100, left_township=1440 + 200, at_point=1440 + 230, in_hand=1440 + 800)])
    assert {code: (w.before, w.minutes, w.changes) for code, w in found.items()} == {
        "H": (0, (10, 71), (1, -1)), "T1": (0, (100, 200), (1, -1)), "PN2": (0, (230, 800), (1, -1))
    }
    assert [found["PN2"].at(m) for m in (229, 230, 799, 800)] == [0, 1, 1, 0]


def test_who_was_there_before_and_never_leaves_stays() -> None:
    found = counted([parcel(entered_hub=5.0), parcel(entered_hub=1440 * 2 + 1)])
    assert {code: (w.before, w.minutes) for code, w in found.items()} == {"H": (1, ())}


def test_a_parcel_waits_where_its_run_put_it_down() -> None:
    """A run from the hub may call at another township than the village's own."""
    stops = pd.DataFrame({"run": [7], "sequence": [0], "place": ["T2"], "arrived": [1440 + 95.0], "departed": [1440 + 100.0]})
    found = counted([parcel(entered_hub=1440 + 10, left_hub=1440 + 70, hub_run=7, entered_township=1440 + 100)], stops)
    assert set(found) == {"H", "T2"}


def test_at_the_township_counter_until_it_is_collected() -> None:
    found = counted([parcel(handover_place="T1", entered_hub=1441, left_hub=1442, entered_township=1450, in_hand=1500)])
    assert (found["T1"].minutes, found["T1"].changes) == ((10, 60), (1, -1))


def test_what_goes_out_waits_at_point_township_and_hub() -> None:
    out = {"offered": 1500.0, "left_village": 1560.0, "left_county": 1700.0}
    row = parcel(direction="outbound", entered_township=1600.0, left_township=1640.0, entered_hub=1660.0) | out
    assert {code: w.minutes for code, w in counted([row]).items()} == {"PN2": (60, 120), "T1": (160, 200), "H": (220, 260)}


def test_sums_over_the_county_are_those_of_the_parcels_one_by_one() -> None:
    county, tables = small.county(), trace()
    found = waiting(tables["parcels"], tables["stops"], place_numbers(county), township_codes(county), DAY)
    p = tables["parcels"]
    for minute in (0, 333, 700, 1439):
        now = DAY * 1440 + minute
        at_hub = ((p["entered_hub"] <= now) & ~(p["left_hub"].fillna(p["in_hand"]).fillna(p["returned"]) <= now)).sum()
        assert sum(w.at(minute) for w in found if w.place == 0) == at_hub


def test_a_parcel_at_the_hub_is_ready_from_the_end_of_its_handling_until_its_vehicle_leaves() -> None:
    rows = [parcel(entered_hub=1440 + 10, left_hub=1440 + 70, entered_township=1440 + 100, left_township=1440 + 200), parcel(entered_hub=1440 + 20), parcel(direction="outbound")]
    rides = pd.DataFrame({"parcel": [0, 0, 2], "board": ["H", "T1", "T1"], "ready": [1440 + 40.5, 1440 + 110, 1440 + 5]})
    found = ready_at_hub(pd.DataFrame(rows).assign(parcel=range(3)), rides, "H", 1)
    assert (found.place, found.before, found.minutes, found.changes) == (0, 0, (41, 70), (1, -1))
    assert ready_at_hub(pd.DataFrame(rows).assign(parcel=range(3)), rides, "H", 3).minutes == ()


def test_no_more_are_ready_at_the_hub_than_wait_there_and_all_of_those_left_when_nobody_handles_any() -> None:
    """A vehicle takes what is ready; what its crew has not come to is not."""
    county, tables = small.county(), trace()
    places = place_numbers(county)
    ready = ready_at_hub(tables["parcels"], tables["rides"], county.hub.code, DAY)
    hub = next(w for w in waiting(tables["parcels"], tables["stops"], places, township_codes(county), DAY) if w.place == 0)
    counts = [(ready.at(m), hub.at(m)) for m in range(0, 1440, 7)]
    assert all(0 <= some <= of for some, of in counts)
    assert max(some for some, _ in counts) > 0


def test_nothing_waits_where_nothing_came() -> None:
    assert counted([parcel(entered_hub=1440 * 9.0)]) == {}
