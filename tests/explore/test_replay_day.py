"""The day that is shown: a typical one, with the crews at work on it."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from sim.clock import MINUTE
from sim.explore.journeys import Journey
from sim.explore.page_data import place_numbers, township_codes
from sim.explore.replay_day import measured_day, replay_day, typical_day
from sim.problems import InputError
from tests.explore.traced import DAY, day, parameters, trace
from tests.service import small_county as small


def test_the_day_of_middling_volume_among_the_measured_weekdays() -> None:
    horizon = parameters().horizon
    came = [0] * 9 + [2] * 5 + [3] * 1 + [4] * 2 + [5] * 4 + [6] * 3 + [7] * 9 + [8] * 50
    parcels = pd.DataFrame({"direction": "inbound", "entered_hub": [1440.0 * d + 60 for d in came]})
    assert typical_day(parcels, horizon) == 4  # of Tuesday to Friday and Monday, days 1 to 4 and 7, with 0, 5, 1, 2, 9 parcels
    weekend = horizon.model_copy(update={"start_date": dt.date(2026, 3, 6), "measured_days": 2})
    assert typical_day(parcels, weekend) == 2  # Saturday and Sunday alone


def test_a_crew_is_there_in_its_shift() -> None:
    stages, places = trace()["stages"], place_numbers(small.county())
    here = stages[(stages["shift_start"] < (DAY + 1) * 1440) & (stages["shift_end"] > DAY * 1440) & (stages["crew"] > 0)]
    assert len(day().crews) == len(here) > 0
    assert [c.place for c in day().crews] == [places[code] for code in here["place"]]
    assert [c.end - c.start for c in day().crews] == (here["shift_end"] - here["shift_start"]).round().tolist()


@pytest.mark.parametrize("number", [0, 8])
def test_a_day_that_is_not_measured_is_refused(number: int) -> None:
    assert measured_day(7, parameters().horizon) == 7  # a day of warm-up goes before
    with pytest.raises(InputError):
        measured_day(number, parameters().horizon)


def test_no_parcel_is_at_two_places_at_once() -> None:
    """Waiting somewhere, on board, or off a vehicle and not yet shelved: together those in the county's hands."""
    p = trace()["parcels"]
    gone = p["in_hand"].fillna(p["returned"])
    for minute in range(0, 1440, 45):
        inside = ((p["entered_hub"] <= DAY * 1440 + minute) & ~(gone <= DAY * 1440 + minute)).sum()
        waiting = sum(w.at(minute) for w in day().waiting)
        aboard = sum(_aboard(j, minute * MINUTE) for j in day().journeys)
        assert 0 <= inside - waiting - aboard <= 0.2 * inside


def _aboard(journey: Journey, time: int) -> int:
    under_way = journey.halts[0].left <= time <= journey.halts[-1].arrived
    return [h.aboard for h in journey.halts if h.arrived <= time][-1] if under_way else 0


def test_what_leaves_the_county_is_on_no_map() -> None:
    """A truck out of the county calls at a place that the county has not: it is left out, and no other run."""
    county, tables = small.county(), dict(trace())
    gone = day().journeys[0].line
    runs = tables["runs"].loc[tables["runs"]["line"] == gone, "run"]
    tables["stops"] = tables["stops"].assign(place=tables["stops"]["place"].astype(str).mask(tables["stops"]["run"].isin(runs), "beyond"))
    found = replay_day(tables, place_numbers(county), township_codes(county), DAY).journeys
    assert [j.line for j in found] == [j.line for j in day().journeys if j.line != gone]
